import { type CkafkaMessage } from '../../../cloudfunctions/events/receive'
import { onEvent, onEvents } from '../../../cloudfunctions/shared/events/handler'
import { eventKind } from '../../../cloudfunctions/shared/events/kind'
import { createDatabase, type TestDatabase } from '../../support/database'
import { type Processor, startProcessor } from './processor'

const tick = eventKind<{ n: number }>('tick')
const letter = eventKind<{ to: string }>('letter')

let server: TestDatabase
let processor: Processor
const sent: string[] = []

beforeEach(async () => {
  server = await createDatabase()
  await server.query('CREATE TABLE sums (total INT NOT NULL) ENGINE = InnoDB')
  await server.query('INSERT INTO sums VALUES (0)')
  sent.splice(0)
  processor = await startProcessor(server.url, [
    onEvents(tick, async (ticks, { change }) => {
      for (const { payload } of ticks)
        await change('UPDATE sums SET total = total + ?', [payload.n])
    }),
    onEvent(letter, {}, async ({ payload }) => void sent.push(payload.to))
  ])
})
afterEach(async () => {
  await processor.database.end()
  await server.drop()
})

const total = async () =>
  (await server.query<{ total: number }>('SELECT total FROM sums'))[0]?.total
const message = (offset: number, body: object | string, more: Partial<CkafkaMessage> = {}) => ({
  topic: 'tick',
  partition: 0,
  offset,
  msgKey: 'None',
  msgBody: typeof body === 'string' ? body : JSON.stringify(body),
  ...more
})

it('works a batch at once, in one commit with its offset', async () => {
  const batch = [message(5, { n: 1 }), message(6, { n: 2 }), message(0, { n: 4 }, { partition: 1 })]
  expect(await processor.receive(batch)).toBe(3)
  expect(await total()).toBe(7)
  expect(await server.query('SELECT id FROM events')).toEqual([])
})

it('works a batch once that is delivered again, with more behind it', async () => {
  const batch = [message(0, { n: 1 }), message(1, { n: 2 })]
  await processor.receive(batch)
  expect(await processor.receive([...batch, message(2, { n: 4 })])).toBe(1)
  expect(await total()).toBe(7)
})

it('stores kinds that call others, and processes them like all stored events', async () => {
  const batch = [message(0, { to: 'alice' }, { topic: 'letter' })]
  await processor.receive(batch)
  await processor.receive(batch)
  expect(sent).toEqual([])
  expect(await processor.drain()).toMatchObject({ done: 1 })
  expect(sent).toEqual(['alice'])
})

it('keeps a poison message from blocking its partition', async () => {
  await processor.receive([message(0, { n: 1 }), message(1, 'not JSON'), message(2, { n: 2 })])
  expect(await total()).toBe(0)
  expect(await processor.drain()).toEqual({ done: 2, later: 0, failed: 1, parked: 0 })
  expect(await total()).toBe(3)
  await processor.receive([message(3, { n: 10 })])
  expect(await total()).toBe(13)
})

it.each([
  [
    'one that is longer than what we store ourselves',
    JSON.stringify({ n: 1, x: '茶'.repeat(99_999) })
  ],
  ['one without a body', null],
  ['one whose body is empty', '']
])('holds up no partition for %s', async (_what, msgBody) => {
  const odd = { ...message(0, {}, { topic: 'letter' }), msgBody: msgBody as string }
  const batch = [odd, message(1, { to: 'alice' }, { topic: 'letter' })]
  expect(await processor.receive(batch)).toBe(2)
  await processor.drain()
  expect(sent).toContain('alice')
})
