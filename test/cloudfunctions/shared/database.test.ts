import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
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
  database = connect(1)
})
afterEach(async () => {
  jest.useRealTimers()
  await database.end().catch(() => undefined)
  await proxy.stop()
  await server.drop()
})
const connect = (connections: number) => databasePart.make({}, { url: proxy.url, connections })
const deadline = () => startDeadline(5000)
const one = () => database.run<{ one: number }>('SELECT 1 AS one', [], deadline())

it('connects on first use, and once', async () => {
  expect(proxy.opened).toBe(0)
  for (let i = 0; i < 5; i++) expect(await one()).toEqual([{ one: 1 }])
  expect(proxy.opened).toBe(1)
})

it('replaces a connection that has been silent for long, as after a freeze', async () => {
  await one()
  const now = Date.now()
  jest.spyOn(Date, 'now').mockReturnValue(now + 60_000)
  await one()
  expect(proxy.opened).toBe(2)
  jest.restoreAllMocks()
})

it('checks that a connection is open after it has been silent for a while', async () => {
  await database.ready(deadline())
  await database.ready(deadline())
  const now = Date.now()
  expect(proxy.sent.join()).not.toContain('DO 0')
  jest.spyOn(Date, 'now').mockReturnValue(now + 5000)
  await database.ready(deadline())
  expect(proxy.sent.join()).toContain('DO 0')
  jest.restoreAllMocks()
})

it('gives up within the deadline when the only connection is in use', async () => {
  const busy = database.run('SELECT SLEEP(0.7)', [], deadline())
  const late = database.run('SELECT 1', [], startDeadline(500))
  await expect(late).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
  await busy
  expect(await one()).toEqual([{ one: 1 }])
})

it('F18: ends a slow statement, and never returns its late answer', async () => {
  // MySQL ends SLEEP in time, but not with an error
  const columns = 'information_schema.columns'
  const sql = `SELECT COUNT(*) AS n FROM ${columns} a, ${columns} b, ${columns} c`
  const slow = database.run<{ n: number }>(sql, [], deadline())
  await expect(slow).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
  expect(await one()).toEqual([{ one: 1 }])
})

it('does not retry a statement that cannot work, and reveals no value', async () => {
  const failing = database.run('SELECT * FROM nowhere WHERE x = ?', ['hunter2'], deadline())
  await expect(failing).rejects.toMatchObject({
    code: 'SERVER_ERROR',
    detail: { sqlCode: 'ER_NO_SUCH_TABLE' }
  })
  const error = await failing.catch((e: unknown) => e)
  expect(JSON.stringify(error)).not.toContain('hunter2')
  expect(proxy.prepared.filter((sql) => sql.includes('nowhere'))).toHaveLength(1)
})

it('retries after a deadlock or a lock that was held too long', async () => {
  await server.query('CREATE TABLE counters (id INT PRIMARY KEY, n INT)')
  await server.query('INSERT INTO counters VALUES (1, 0)')
  await database.run('SET SESSION innodb_lock_wait_timeout = 1', [], deadline())
  await server.query('SET autocommit = 0')
  await server.query('UPDATE counters SET n = 1 WHERE id = 1')
  const waiting = database.run('UPDATE counters SET n = 2 WHERE id = 1', [], deadline())
  while (!proxy.sent.some((text) => text.includes('SET n = 2'))) await new Promise(setImmediate)
  await server.query('COMMIT')
  await waiting
  const [row] = await database.run<{ n: number }>('SELECT n FROM counters', [], deadline())
  expect(row?.n).toBe(2)
})

it('finds the new primary when the server has become read-only', async () => {
  await one()
  proxy.sent.splice(0)
  const refused = database.run(
    "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1290, MESSAGE_TEXT = 'read-only'",
    [],
    deadline()
  )
  await expect(refused).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
  // each attempt used a new connection
  expect(proxy.opened).toBe(3)
})

it('waits for a server that is full, then gets in', async () => {
  const full =
    "SIGNAL SQLSTATE '08004' SET MYSQL_ERRNO = 1040, MESSAGE_TEXT = 'Too many connections'"
  await expect(database.run(full, [], startDeadline(600))).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE'
  })
  expect(proxy.sent.filter((text) => text.includes('SIGNAL')).length).toBeGreaterThan(1)
  expect(await one()).toEqual([{ one: 1 }])
})

it('compares an openid as text, even if it looks like a number', async () => {
  await server.query('CREATE TABLE people (openid VARCHAR(64))')
  await server.query("INSERT INTO people VALUES ('oA'), ('oB')")
  const text = await database.run('SELECT * FROM people WHERE openid = ?', ['0'], deadline())
  expect(text).toEqual([])
})

it('retries on a new connection, not on another old one that may be dead too', async () => {
  await database.end()
  database = connect(2)
  const sleep = 'SELECT SLEEP(0.1)'
  await Promise.all([1, 2].map(() => database.run(sleep, [], deadline())))
  expect(proxy.opened).toBe(2)
  proxy.dropSilently()
  expect(await one()).toEqual([{ one: 1 }])
  expect(proxy.sent.filter((text) => text.includes('SELECT 1 AS one'))).toHaveLength(2)
  expect(proxy.opened).toBe(3)
})
