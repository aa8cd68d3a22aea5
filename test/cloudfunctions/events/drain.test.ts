import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { Failure } from '../../../cloudfunctions/shared/core/failure'
import { onEvent, onEvents, TryLater } from '../../../cloudfunctions/shared/events/handler'
import { eventKind } from '../../../cloudfunctions/shared/events/kind'
import { clock } from '../../../cloudfunctions/shared/parts/clock'
import { createDatabase, type TestDatabase } from '../../support/database'
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy'
import { type Processor, startProcessor } from './processor'

const letter = eventKind<{ to: string }>('letter')
const tick = eventKind<{ n: number }>('tick')
const unheard = eventKind<object>('unheard')

let server: TestDatabase
let proxy: FaultProxy
let sent: string[]
let refuse: (to: string) => Error | undefined | Promise<never>
let beforeCommit: () => void
const processors: Processor[] = []

const handlers = [
  onEvent(
    letter,
    { clock },
    async ({ payload: { to } }) => {
      const refusal = await refuse(to)
      if (refusal) throw refusal
      sent.push(to)
    },
    { maxTries: 3 }
  ),
  onEvents(
    tick,
    async (ticks, { change }) => {
      if (ticks.some(({ payload }) => payload.n < 0)) throw new Error('n is negative')
      const sum = ticks.reduce((all, { payload }) => all + payload.n, 0)
      beforeCommit()
      await change('UPDATE sums SET total = total + ?', [sum])
    },
    { maxTries: 2 }
  )
]

beforeEach(async () => {
  server = await createDatabase()
  proxy = await startFaultProxy(server.url)
  await server.query('CREATE TABLE sums (total INT NOT NULL) ENGINE = InnoDB')
  await server.query('INSERT INTO sums VALUES (0)')
  sent = []
  refuse = () => undefined
  beforeCommit = () => undefined
})
afterEach(async () => {
  for (const { database } of processors.splice(0)) await database.end()
  await proxy.stop()
  await server.drop()
})

async function start(url = proxy.url): Promise<Processor> {
  const processor = await startProcessor(url, handlers)
  processors.push(processor)
  return processor
}
const deadline = () => startDeadline(5000)
const total = async () =>
  (await server.query<{ total: number }>('SELECT total FROM sums'))[0]?.total
const makeAllDue = () =>
  server.query("UPDATE events SET due_at = '2020-01-01' WHERE state = 'waiting'")
const rows = () =>
  server.query<{ kind: string; state: string; tries: number; error: string | null }>(
    'SELECT kind, state, tries, error FROM events ORDER BY id'
  )

it('processes each event once and keeps nothing of its payload', async () => {
  const { events, drain } = await start()
  await events.add(deadline(), letter, { to: 'alice' })
  await events.add(deadline(), tick, { n: 2 })
  await events.add(deadline(), tick, { n: 3 })
  expect(await drain()).toEqual({ done: 3, later: 0, failed: 0, parked: 0 })
  expect(await drain()).toEqual({ done: 0, later: 0, failed: 0, parked: 0 })
  expect([sent, await total()]).toEqual([['alice'], 5])
  const kept = await server.query('SELECT id FROM events WHERE payload IS NOT NULL')
  expect(kept).toEqual([])
})

it('stores an event in the commit of its transaction, or not at all', async () => {
  const { database, events } = await start()
  await database.transaction(async (transaction) => {
    await transaction.change('UPDATE sums SET total = 7')
    await events.add(transaction, letter, { to: 'alice' })
  }, deadline())
  const undone = database.transaction(async (transaction) => {
    await events.add(transaction, letter, { to: 'bob' })
    throw new Failure('NOT_FOUND')
  }, deadline())
  await expect(undone).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await rows()).toHaveLength(1)
})

it('ignores a second event with the same key, also after the first is done', async () => {
  const { events, drain } = await start()
  for (let i = 0; i < 5; i++) await events.add(deadline(), letter, { to: 'alice' }, { key: 'm1' })
  await drain()
  for (let i = 0; i < 5; i++) await events.add(deadline(), letter, { to: 'alice' }, { key: 'm1' })
  await drain()
  expect(sent).toEqual(['alice'])
})

it('stores an event once when the answer to its INSERT is lost', async () => {
  const { events, drain } = await start()
  await events.add(deadline(), tick, { n: 1 })
  proxy.loseAnswerTo(/^INSERT INTO events/)
  await events.add(deadline(), tick, { n: 1 })
  await drain()
  expect(await total()).toBe(2)
})

it('leaves an event alone until it is due', async () => {
  const { events, drain } = await start()
  await events.add(deadline(), letter, { to: 'alice' }, { dueAt: new Date(Date.now() + 3600_000) })
  expect(await drain()).toMatchObject({ done: 0 })
  await makeAllDue()
  expect(await drain()).toMatchObject({ done: 1 })
})

it('tries again after growing pauses, and parks what keeps failing', async () => {
  const { events, drain } = await start()
  refuse = () => new Failure('WECHAT_UNAVAILABLE')
  await events.add(deadline(), letter, { to: 'alice' })
  const pauses = []
  for (const expected of [{ failed: 1 }, { failed: 1 }, { parked: 1 }]) {
    expect(await drain()).toMatchObject(expected)
    const [row] = await server.query<{ pause: number }>(
      'SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), due_at) / 1000000 AS pause FROM events'
    )
    pauses.push(Number(row?.pause))
    expect(await drain()).toEqual({ done: 0, later: 0, failed: 0, parked: 0 })
    await makeAllDue()
  }
  expect(pauses[0]).toBeGreaterThan(2)
  expect(pauses[0]).toBeLessThan(8)
  expect(pauses[1]).toBeGreaterThan(6)
  expect(pauses[1]).toBeLessThan(14)
  expect(await rows()).toMatchObject([
    { state: 'parked', tries: 3, error: '{"code":"WECHAT_UNAVAILABLE"}' }
  ])
  expect(await drain()).toEqual({ done: 0, later: 0, failed: 0, parked: 0 })
})

it('lets a handler choose when it is asked again', async () => {
  const { events, drain } = await start()
  refuse = () => new TryLater(3600, 'nobody is at home')
  await events.add(deadline(), letter, { to: 'alice' })
  const logged = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  expect(await drain()).toEqual({ done: 0, later: 1, failed: 0, parked: 0 })
  const lines = logged.mock.calls.map(([line]) => JSON.parse(String(line)) as object)
  logged.mockRestore()
  expect(lines).toMatchObject([
    { level: 'info', event: 'EVENT_WAITS', reason: 'nobody is at home', seconds: 3600 }
  ])
  const [row] = await server.query<{ pause: number; error: string }>(
    'SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), due_at) AS pause, error FROM events'
  )
  expect(row?.pause).toBeGreaterThan(3500)
  expect(row?.error).toBe('nobody is at home')
})

it('processes the others of a batch when one of them is poison', async () => {
  const { events, drain } = await start()
  for (const n of [1, -1, 2]) await events.add(deadline(), tick, { n })
  refuse = (to) => (to === 'mallory' ? new Error('no such person') : undefined)
  for (const to of ['alice', 'mallory', 'bob']) await events.add(deadline(), letter, { to })
  expect(await drain()).toEqual({ done: 4, later: 0, failed: 2, parked: 0 })
  expect([sent.sort(), await total()]).toEqual([['alice', 'bob'], 3])
})

it('counts once when the answer to the commit is lost', async () => {
  const { events, drain } = await start()
  await events.add(deadline(), tick, { n: 1 })
  await events.add(deadline(), tick, { n: 1 })
  let attempts = 0
  beforeCommit = () => {
    attempts++
    proxy.loseAnswerTo(/COMMIT$/)
  }
  await drain()
  await makeAllDue()
  await drain()
  expect([attempts, await total()]).toEqual([1, 2])
})

it('processes a whole batch when the answer to the commit of its claim is lost', async () => {
  const { events, drain } = await start()
  const count = 150
  await events.add(deadline(), tick, { n: 1 })
  const copies = Array.from({ length: count - 1 }, (_, i) => `SELECT 'copy-${i}' AS name`)
  await server.query(
    `INSERT INTO events (kind, event_key, payload, due_at, keep_seconds, is_optional, created_at)
     SELECT kind, copies.name, payload, due_at, keep_seconds, is_optional, created_at
     FROM events JOIN (${copies.join(' UNION ALL ')}) AS copies`
  )
  proxy.loseAnswerTo(/COMMIT$/)
  expect(await drain()).toMatchObject({ done: count })
  expect(await total()).toBe(count)
})

it('is done with what nobody wants to hear about, and waits with what somebody may', async () => {
  const { events, drain } = await start()
  await events.add(deadline(), unheard, {}, { optional: true })
  await events.add(deadline(), unheard, {})
  expect(await drain()).toEqual({ done: 1, later: 0, failed: 1, parked: 0 })
  expect(await rows()).toMatchObject([{ state: 'done' }, { state: 'waiting', error: 'no handler' }])
})

it('shares events between processors, so that none is processed twice', async () => {
  const { events } = await start()
  const all = Array.from({ length: 250 }, (_, i) => `user${i}`)
  for (const to of all) await events.add(deadline(), letter, { to })
  const several = await Promise.all([1, 2, 3].map(() => start()))
  const tallies = await Promise.all(several.map(({ drain }) => drain()))
  expect(tallies.reduce((sum, { done }) => sum + done, 0)).toBe(250)
  expect([...sent].sort()).toEqual([...all].sort())
})

it('shares events on a server that cannot skip locked rows', async () => {
  const { events } = await start()
  for (let i = 0; i < 250; i++) await events.add(deadline(), letter, { to: `user${i}` })
  const several = await Promise.all([1, 2, 3].map(() => start()))
  for (const { database } of several) withoutSkipLocked(database)
  const tallies = await Promise.all(several.map(({ drain }) => drain()))
  expect(tallies.reduce((sum, { done }) => sum + done, 0)).toBe(250)
  expect(new Set(sent).size).toBe(250)
  expect(sent).toHaveLength(250)
})

/** As MySQL 5.7, which does not know the words. */
function withoutSkipLocked(database: Processor['database']): void {
  const { transaction } = database
  database.transaction = (work, time, options) =>
    transaction(
      (own) =>
        work({
          ...own,
          run: (sql, values) =>
            own.run(sql.replace('SKIP LOCKED', 'SKIP LOCKED IS UNKNOWN HERE'), values)
        }),
      time,
      options
    )
}

it('processes the events of a dead processor one by one, after the ones that waited', async () => {
  const { events, drain } = await start()
  for (const to of ['alice', 'killer', 'bob']) await events.add(deadline(), letter, { to })
  // a processor claims all three and dies
  await server.query("UPDATE events SET claim = 'gone', tries = 1")
  await events.add(deadline(), letter, { to: 'carol' })
  // the next ones die at the same event, before they can say so
  for (const tries of [2, 3]) {
    await new Promise<void>((resolve) => {
      refuse = (to) => {
        if (to !== 'killer') return undefined
        resolve()
        return new Promise<never>(() => undefined)
      }
      void start().then((next) => next.drain())
    })
    expect((await rows())[1]).toMatchObject({ state: 'waiting', tries })
    await makeAllDue()
  }
  expect(sent[0]).toBe('carol')
  expect([...sent].sort()).toEqual(['alice', 'bob', 'carol'])
  expect(await drain()).toEqual({ done: 0, later: 0, failed: 0, parked: 1 })
  expect((await rows())[1]).toMatchObject({ state: 'parked', tries: 3 })
})

it('gives back what it has no time for', async () => {
  const { events, drain } = await start()
  await events.add(deadline(), letter, { to: 'alice' })
  await drain(0)
  expect(await rows()).toMatchObject([{ state: 'waiting', tries: 0 }])
  expect(await drain()).toMatchObject({ done: 1 })
})

it('deletes events that were done or parked long ago', async () => {
  const { events, drain } = await start()
  for (const key of ['old', 'parked', 'new'])
    await events.add(deadline(), letter, { to: key }, { key })
  await server.query(
    "UPDATE events SET state = 'done', due_at = '2020-01-01' WHERE event_key = 'old'"
  )
  await server.query(
    "UPDATE events SET state = 'parked', due_at = '2020-01-01' WHERE event_key = 'parked'"
  )
  await drain()
  expect(await server.query('SELECT event_key FROM events')).toEqual([{ event_key: 'new' }])
})

it('deletes only some old events when it has little time, and the rest at the next call', async () => {
  const { events, drain } = await start()
  await events.add(deadline(), letter, { to: 'alice' })
  const ones = Array.from({ length: 40 }, () => 'SELECT 1').join(' UNION ALL ')
  await server.query(
    `INSERT INTO events (kind, event_key, state, due_at, keep_seconds, is_optional, created_at)
     SELECT kind, UUID(), 'done', '2020-01-01', keep_seconds, is_optional, created_at
     FROM events JOIN (${ones}) AS a JOIN (${ones}) AS b`
  )
  const left = async () =>
    (
      await server.query<{ n: number }>(
        "SELECT COUNT(*) AS n FROM events WHERE due_at = '2020-01-01'"
      )
    )[0]?.n
  await drain(0)
  expect(await left()).toBe(1100)
  await drain()
  expect(await left()).toBe(0)
})

it('refuses a key or a payload that cannot be stored', async () => {
  const { events } = await start()
  const add = (to: string, key: string) => events.add(deadline(), letter, { to }, { key })
  await expect(add('alice', 'ключ')).rejects.toThrow(/key/)
  await expect(add('x'.repeat(200_000), 'k')).rejects.toThrow(/too long/)
  expect(() => eventKind('no spaces')).toThrow(/no spaces/)
})
