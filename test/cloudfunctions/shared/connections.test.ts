import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { createConnections } from '../../../cloudfunctions/shared/database/connections'
import {
  type Database,
  database as databasePart
} from '../../../cloudfunctions/shared/database/database'
import { createDatabase, type TestDatabase } from '../../support/database'
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy'

let server: TestDatabase
let proxy: FaultProxy
let database: Database
beforeEach(async () => {
  server = await createDatabase({ migrated: false })
  proxy = await startFaultProxy(server.url)
})
afterEach(async () => {
  await database.end()
  await proxy.stop()
  await server.drop()
})
function connect(connections: number): void {
  database = databasePart.make({}, { url: proxy.url, connections })
}
const one = (remainingMs = 5000) =>
  database.run('SELECT 1 AS one WHERE 1 = ?', [1], startDeadline(remainingMs))

it('queues for a connection instead of opening more or closing healthy ones', async () => {
  connect(4)
  await one()
  proxy.delay(60)
  const all = await Promise.all(Array.from({ length: 50 }, () => one()))
  expect(all).toEqual(Array(50).fill([{ one: 1 }]))
  expect(proxy.opened).toBe(4)
})

it('F16: answers 503 with Retry-After to those for whom no connection is free in time', async () => {
  connect(1)
  await one()
  proxy.delay(150)
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => one(1300)))
  const refused = all.filter(({ status }) => status === 'rejected')
  expect(refused.length).toBeGreaterThan(5)
  expect(refused.length).toBeLessThan(20)
  for (const each of refused)
    expect(each).toMatchObject({
      reason: { code: 'DATABASE_UNAVAILABLE', status: 503, headers: { 'retry-after': '2' } }
    })
  proxy.delay(0)
  expect(await one()).toEqual([{ one: 1 }])
  expect(proxy.opened).toBe(1)
})

it('F16: never has more connections on the server than its limit, whatever is locked', async () => {
  connect(4)
  await server.query('CREATE TABLE counters (id INT PRIMARY KEY, n INT) ENGINE = InnoDB')
  await server.query('INSERT INTO counters VALUES (1, 0)')
  await server.query('START TRANSACTION')
  await server.query('UPDATE counters SET n = 1')
  let most = 0
  let seen = 0
  let isOver = false
  const watching = (async () => {
    while (!isOver) {
      const sql =
        'SELECT COUNT(*) AS count FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()'
      // MySQL cannot show a list in which another test's statement contains bytes
      const [row] = await server.query<{ count: number }>(sql).catch(() => [])
      if (row) seen++
      most = Math.max(most, row?.count ?? 0)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })()
  const sql = 'UPDATE counters SET n = n + 1 WHERE id = ?'
  const all = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) =>
      database.change(sql, [1], startDeadline(600 + 100 * i), { idempotent: true })
    )
  )
  isOver = true
  await watching
  expect(all.map(({ status }) => status)).toEqual(Array(20).fill('rejected'))
  expect(seen).toBeGreaterThan(10)
  expect(most).toBeLessThanOrEqual(4)
  await server.query('ROLLBACK')
  expect(await one()).toEqual([{ one: 1 }])
})

it('waits for a server that wakes up, and then gets in', async () => {
  connect(1)
  const message = 'CynosDB serverless instance is resuming, please try connecting again'
  proxy.greetWith({ errno: 9449, sqlState: '08S01', message })
  const waiting = one()
  setTimeout(() => proxy.greetWith(undefined), 1000)
  expect(await waiting).toEqual([{ one: 1 }])
})

it.each([9449, 9999])(
  'answers 503 when errno %i of class 08 does not end in time',
  async (errno) => {
    connect(1)
    proxy.greetWith({ errno, sqlState: '08S01', message: 'resuming' })
    await expect(one(1000)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    expect(proxy.opened).toBeGreaterThan(2)
  }
)

it('F09: lends a connection to nobody else before it is given back, though its late answer has come', async () => {
  connect(1)
  const connections = createConnections(proxy.url, 1)
  const link = await connections.take(false, startDeadline(5000))
  await expect(link.send('SELECT SLEEP(?)', [0.4], startDeadline(500))).rejects.toThrow('in time')
  while (!link.isUsable) await new Promise((resolve) => setTimeout(resolve, 10))
  const other = connections.take(false, startDeadline(600))
  await expect(other).rejects.toThrow('no connection was free')
  connections.release(link)
  expect(await connections.take(false, startDeadline(5000))).toBe(link)
  connections.release(link)
  await connections.end()
})

it.each([1040, 1041, 1135, 3168])('waits while a server answers errno %i', async (errno) => {
  connect(1)
  proxy.greetWith({ errno, sqlState: 'HY000', message: 'not now' })
  await expect(one(1000)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
  expect(proxy.opened).toBeGreaterThan(2)
  const waiting = one()
  proxy.greetWith(undefined)
  await waiting
})

it.each([
  ['70100', 1927],
  ['HY000', 3169]
])('sends a statement again after its connection was killed: %s %i', async (sqlState, errno) => {
  connect(1)
  await one()
  const killed = `SIGNAL SQLSTATE '${sqlState}' SET MYSQL_ERRNO = ${errno}, MESSAGE_TEXT = 'killed'`
  const repeated = database.run(killed, [], startDeadline(5000), { idempotent: true })
  await expect(repeated).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
  expect(proxy.opened).toBe(3)
})

it.each([301, 400.5, 777.7, 1234.5])('works with %f ms left', async (remainingMs) => {
  connect(1)
  const error: unknown = await one(remainingMs).catch((e: unknown) => e)
  if (!Array.isArray(error)) expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
})
