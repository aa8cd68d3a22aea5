import { createHash, randomBytes } from 'node:crypto'
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise'
import { createDatabase, type TestDatabase } from '../support/database'

const CONNECTIONS = 16
let database: TestDatabase
let pool: Pool
beforeAll(async () => {
  database = await createDatabase()
  pool = createPool({ uri: database.url, connectionLimit: CONNECTIONS, timezone: 'Z' })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

/** As the functions call it; nothing between this and the server tries again. */
async function logInOnce(user: string, isOnlyOne: boolean): Promise<Date | null> {
  const now = new Date()
  const later = new Date(now.getTime() + 60_000)
  const [[rows]] = await pool.query<RowDataPacket[][]>(
    `CALL log_in(${Array(16).fill('?').join()})`,
    [
      ...[createHash('md5').update(user).digest(), 'wx0000000000000000', `o${user}`, null],
      ...[randomBytes(16), 'key', randomBytes(52), null, now, later, later],
      ...[isOnlyOne ? 1 : 0, new Date(now.getTime() - 60_000), 1000, Buffer.alloc(16, 'a'), 0]
    ]
  )
  return (rows?.[0] as { refused_since: Date | null }).refused_since
}

const failures = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) =>
    result.status === 'rejected' ? [(result.reason as { code: string }).code] : []
  )

it.each([
  ['one user', 1],
  ['three users', 3],
  ['new users, one each', 400]
])('400 logins at once of %s, each ending the others, meet no deadlock', async (_what, users) => {
  const logins = Array.from({ length: 400 }, (_, i) =>
    logInOnce(`${users}.${(i * 7919) % users}`, true)
  )
  expect(failures(await Promise.allSettled(logins))).toEqual([])
  const [row] = await database.query<{ users: number; sessions: number }>(
    `SELECT COUNT(DISTINCT user_id) AS users, COUNT(*) AS sessions
     FROM sessions JOIN users ON users.id = user_id WHERE openid LIKE ?`,
    [`o${users}.%`]
  )
  expect([row?.users, row?.sessions].map(Number)).toEqual([users, users])
})

it('a failure inside leaves no transaction open', async () => {
  const connection = await pool.getConnection()
  const tooLong = [Buffer.alloc(16, 1), 'wx0000000000000000', 'x'.repeat(65)]
  const failing = connection.query(`CALL log_in(${Array(16).fill('?').join()})`, [
    ...[...tooLong, null, randomBytes(16), 'key', randomBytes(52), null],
    ...[new Date(), new Date(), new Date(), 0, new Date(), 0, null, 0]
  ])
  await expect(failing).rejects.toMatchObject({ code: 'ER_DATA_TOO_LONG' })
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS open FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = CONNECTION_ID()'
  )
  expect(Number(rows[0]?.open)).toBe(0)
  connection.release()
})

it('a login of the version before still works: its procedure and its columns are there', async () => {
  const now = new Date()
  await pool.query(`CALL record_login(${Array(9).fill('?').join()})`, [
    ...[Buffer.alloc(16, 'n'), 'wx0000000000000000', 'oBefore', null, Buffer.alloc(16, 's')],
    ...['key', randomBytes(52), now, now]
  ])
  const rows = await database.query(
    'SELECT ends_at, last_seen_at, device FROM sessions WHERE id = ?',
    [Buffer.alloc(16, 's')]
  )
  expect(rows).toEqual([{ ends_at: null, last_seen_at: null, device: null }])
})
