import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { Failure } from '../../../cloudfunctions/shared/core/failure'
import {
  type Database,
  database as databasePart,
  isDuplicate
} from '../../../cloudfunctions/shared/database/database'
import { runTransaction } from '../../../cloudfunctions/shared/database/transaction'
import { createDatabase, type TestDatabase } from '../../support/database'
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy'

let server: TestDatabase
let proxy: FaultProxy
let database: Database
beforeEach(async () => {
  server = await createDatabase({ migrated: false })
  proxy = await startFaultProxy(server.url)
  database = connect(1)
  await server.query('CREATE TABLE counters (id INT PRIMARY KEY, n INT) ENGINE = InnoDB')
  await server.query('INSERT INTO counters VALUES (1, 0), (2, 0)')
})
afterEach(async () => {
  await database.end()
  await proxy.stop()
  await server.drop()
})
const connect = (connections: number) => databasePart.make({}, { url: proxy.url, connections })
const deadline = () => startDeadline(5000)
const COUNT = 'UPDATE counters SET n = n + 1 WHERE id = ?'

async function counters(): Promise<number[]> {
  const rows = await server.query<{ n: number }>('SELECT n FROM counters ORDER BY id')
  return rows.map(({ n }) => n)
}

function countBoth(options?: { idempotent: boolean }, time = deadline()): Promise<string> {
  return database.transaction(
    async (transaction) => {
      await transaction.change(COUNT, [1])
      await transaction.change(COUNT, [2])
      return 'counted'
    },
    time,
    options
  )
}

it('writes everything in one commit, and returns what the work returns', async () => {
  expect(await countBoth()).toBe('counted')
  expect(await counters()).toEqual([1, 1])
  expect(proxy.sent.filter((text) => text.endsWith('START TRANSACTION'))).toHaveLength(1)
  expect(proxy.sent.filter((text) => text.endsWith('COMMIT'))).toHaveLength(1)
})

it('writes nothing when the work throws, and passes its error on', async () => {
  const refusal = new Failure('NOT_FOUND')
  const refused = database.transaction(async (transaction) => {
    await transaction.change(COUNT, [1])
    throw refusal
  }, deadline())
  await expect(refused).rejects.toBe(refusal)
  expect(await counters()).toEqual([0, 0])
  await countBoth()
  expect(await counters()).toEqual([1, 1])
  expect(proxy.opened).toBe(1)
})

it('lets the work catch a duplicate key and go on', async () => {
  await database.transaction(async (transaction) => {
    await transaction.change('INSERT INTO counters VALUES (?, 0)', [1]).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error
    })
    await transaction.change(COUNT, [2])
  }, deadline())
  expect(await counters()).toEqual([0, 1])
})

it('F15: runs as a whole again after a deadlock', async () => {
  await database.end()
  database = connect(8)
  const both = (first: number, second: number) =>
    database.transaction(async (transaction) => {
      await transaction.change(COUNT, [first])
      await transaction.change(COUNT, [second])
    }, deadline())
  await Promise.all(Array.from({ length: 8 }, (_, i) => (i % 2 ? both(1, 2) : both(2, 1))))
  expect(await counters()).toEqual([8, 8])
})

it('F15: runs as a whole again after a lock that was held too long', async () => {
  await server.query('START TRANSACTION')
  await server.query('UPDATE counters SET n = 10 WHERE id = 2')
  const counting = countBoth()
  while (proxy.sent.filter((text) => text.includes('ROLLBACK')).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 10))
  await server.query('COMMIT')
  await counting
  expect(await counters()).toEqual([1, 11])
})

it.each([
  ['40001', 1213],
  ['HY000', 1020],
  ['HY000', 1412],
  ['40000', 3101]
])('undoes everything when the work swallows the error %s %i', async (sqlState, errno) => {
  let runs = 0
  await database.transaction(async (transaction) => {
    runs++
    await transaction.change(COUNT, [1])
    const sql = `SIGNAL SQLSTATE '${sqlState}' SET MYSQL_ERRNO = ${errno}, MESSAGE_TEXT = 'again'`
    if (runs === 1) await transaction.run(sql).catch(() => undefined)
  }, deadline())
  expect([runs, await counters()]).toEqual([2, [1, 0]])
})

it('F09: leaves no transaction open on a connection whose answer came late', async () => {
  const late = database.transaction(async ({ change, run }) => {
    await change(COUNT, [1])
    await run('SELECT SLEEP(?)', [0.6])
  }, startDeadline(600))
  await expect(late).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
  // there is one connection, which comes back once the server has answered
  expect(await countBoth()).toBe('counted')
  expect(await counters()).toEqual([1, 1])
})

it('runs again when the connection is lost before the commit', async () => {
  proxy.cutAt(/UPDATE counters/)
  expect(await countBoth()).toBe('counted')
  expect(await counters()).toEqual([1, 1])
})

it('F03: reports an unknown outcome when the answer to the commit is lost, and does not run again', async () => {
  proxy.loseAnswerTo(/COMMIT/)
  await expect(countBoth()).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' })
  expect(await counters()).toEqual([1, 1])
})

it('runs idempotent work again when the answer to the commit is lost', async () => {
  proxy.loseAnswerTo(/COMMIT/)
  expect(await countBoth({ idempotent: true })).toBe('counted')
  expect(await counters()).toEqual([2, 2])
})

it('F09: ends at the deadline although the work has not, and leaves no transaction open', async () => {
  let late: Promise<unknown> = Promise.resolve()
  const stuck = database.transaction(async (transaction) => {
    await transaction.change(COUNT, [1])
    await new Promise((resolve) => setTimeout(resolve, 500))
    late = transaction.change(COUNT, [2]).catch((error: unknown) => error)
    await late
  }, startDeadline(500))
  await expect(stuck).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
  await countBoth()
  expect(await counters()).toEqual([1, 1])
  while (!(await late)) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(String(await late)).toMatch(/has ended/)
  expect(await counters()).toEqual([1, 1])
})

it('sends a lone write only once unless it is marked idempotent', async () => {
  proxy.loseAnswerTo(/UPDATE counters/)
  const once = database.change(COUNT, [1], deadline())
  await expect(once).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' })
  proxy.loseAnswerTo(/SET n = 7/)
  const sql = 'UPDATE counters SET n = 7 WHERE id = ?'
  expect(await database.change(sql, [2], deadline(), { idempotent: true })).toBe(1)
  expect(await counters()).toEqual([1, 7])
})

it('calls a right that is missing a wrong setting, as a single statement does', async () => {
  const denied = Object.assign(new Error('UPDATE command denied'), { errno: 1142 })
  const attempt = {
    noteSent: () => undefined,
    answeredAt: 0,
    rollBack: async () => undefined,
    send: (sql: string) =>
      sql === 'START TRANSACTION' ? Promise.resolve([[], []] as never) : Promise.reject(denied)
  }
  const refused = runTransaction(attempt, deadline(), {}, ({ send }) => send(COUNT, [1]))
  await expect(refused).rejects.toMatchObject({
    code: 'SERVER_MISCONFIGURED',
    detail: { hint: expect.stringContaining('privilege') as string }
  })
})
