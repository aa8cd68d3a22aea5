import { type Connection } from 'mysql2'
import { createLink, LATE } from '../../../cloudfunctions/shared/database/link'

beforeEach(() => void jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

/** A connection to a server that answers when the test says so, in the order of the statements. */
function openLink() {
  const asked: { sql: string; answer: () => void }[] = []
  const connection = {
    stream: { destroy: jest.fn() },
    _handshakePacket: { serverVersion: '10.11.19-MariaDB' },
    on: () => connection,
    query: (sql: string, done: (error: null, result: object, fields: []) => void) =>
      void asked.push({ sql, answer: () => done(null, {}, []) })
  }
  const onBack = jest.fn()
  const link = createLink(connection as unknown as Connection, onBack)
  const send = (sql: string, ms: number) =>
    link
      .send(sql, [], { atMost: (stepMs) => Math.min(stepMs, ms) })
      .catch((error: unknown) => error)
  const answer = async (index: number) => {
    asked[index]?.answer()
    await jest.advanceTimersByTimeAsync(0)
  }
  return { link, asked, onBack, send, answer, destroyed: connection.stream.destroy }
}

it('comes back once, though the statement was late and so was what should have ended it', async () => {
  const { link, asked, onBack, send, answer } = openLink()
  const statement = send('UPDATE', 100)
  await jest.advanceTimersByTimeAsync(90)
  const rollback = send('ROLLBACK', 200)
  await jest.advanceTimersByTimeAsync(20)
  expect(await statement).toBe(LATE)
  expect(link.isUsable).toBe(false)
  await answer(0)
  await jest.advanceTimersByTimeAsync(200)
  expect(await rollback).toBe(LATE)
  for (let i = 1; i < asked.length; i++) await answer(i)
  expect(asked.map(({ sql }) => sql)).toEqual(['UPDATE', 'ROLLBACK', 'ROLLBACK'])
  expect(onBack).toHaveBeenCalledTimes(1)
  expect(link.isUsable).toBe(true)
})

it('comes back after its late answer, with what it had begun undone', async () => {
  const { link, asked, onBack, send, answer } = openLink()
  const statement = send('UPDATE', 100)
  await jest.advanceTimersByTimeAsync(100)
  expect(await statement).toBe(LATE)
  await answer(0)
  expect(onBack).not.toHaveBeenCalled()
  await answer(1)
  expect(asked.map(({ sql }) => sql)).toEqual(['UPDATE', 'ROLLBACK'])
  expect([link.isUsable, onBack.mock.calls.length]).toEqual([true, 1])
})

it('closes what has not answered when the server must have given up', async () => {
  const { link, onBack, send, destroyed } = openLink()
  void send('UPDATE', 100)
  await jest.advanceTimersByTimeAsync(950)
  expect(destroyed).toHaveBeenCalled()
  expect([link.isUsable, onBack.mock.calls.length]).toEqual([false, 0])
})
