import { createHash, createSecretKey, randomBytes } from 'node:crypto'
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise'
import { recordLogin } from '../../cloudfunctions/shared/accounts/record-login'
import { sealing } from '../../cloudfunctions/shared/accounts/sealing'
import { sessions } from '../../cloudfunctions/shared/accounts/sessions'
import { users } from '../../cloudfunctions/shared/accounts/users'
import { startDeadline } from '../../cloudfunctions/shared/core/deadline'
import {
  type Database,
  database as databasePart,
  type SqlValue
} from '../../cloudfunctions/shared/database/database'
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

const deadline = () => startDeadline(5000)

/** The values of a login, in the procedure's order. */
function loginOf(user: string, values: Record<string, SqlValue> = {}): Record<string, SqlValue> {
  const now = new Date()
  const later = new Date(now.getTime() + 60_000)
  return {
    the_user_id: createHash('md5').update(user).digest(),
    the_app_id: 'wx0000000000000000',
    the_openid: `o${user}`,
    the_unionid: null,
    the_session_id: randomBytes(16),
    the_sealing_key_id: 'key',
    the_session_key: randomBytes(52),
    the_device: null,
    the_time: now,
    the_expiry: later,
    the_end: later,
    is_only_one: 0,
    the_window: new Date(now.getTime() - 60_000),
    the_user_limit: 1000,
    the_address: Buffer.alloc(16, 'a'),
    the_address_limit: 0,
    ...values
  }
}

/** A login without the retries of the functions' database. */
function callOnce(connection: Pick<Pool, 'query'>, login: Record<string, SqlValue>) {
  const values = Object.values(login)
  return connection.query(`CALL log_in(${values.map(() => '?').join()})`, values)
}

/** The procedures that the functions call, with the names of the values that they send. */
async function recordCalls(): Promise<Record<string, string[]>> {
  const calls: Record<string, string[]> = {}
  const recorder: Database = {
    ...databasePart.make({}, { url: 'mysql://unused', connections: 1 }),
    async call(procedure, values) {
      calls[procedure] = Object.keys(values)
      return [{ refused_since: null, user_id: Buffer.alloc(16), created_at: new Date() }] as never
    }
  }
  const key = createSecretKey(randomBytes(32))
  const sealed = sealing.make({}, { current: { id: 'key', key }, all: new Map([['key', key]]) })
  const parts = { database: recorder, sealing: sealed, clock: () => new Date() }
  const record = recordLogin.make(parts, {
    ...{ tokenSeconds: 60, seconds: 60, policy: 'many', loginsPerUser: 0, loginsPerAddress: 0 }
  })
  await record({ openid: 'oAlice', sessionKey: '' }, { appId: 'wx0' }, deadline())
  await users.make(parts, undefined).erase('00', deadline())
  return calls
}

const failures = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) =>
    result.status === 'rejected' ? [(result.reason as { code: string }).code] : []
  )

it('sends the values of each procedure in the order of its parameters', async () => {
  const rows = await database.query<{ procedure: string; name: string }>(
    `SELECT specific_name AS \`procedure\`, parameter_name AS name
     FROM information_schema.parameters WHERE specific_schema = DATABASE()
     ORDER BY specific_name, ordinal_position`
  )
  const parameters: Record<string, string[]> = {}
  for (const { procedure, name } of rows) (parameters[procedure] ??= []).push(name)
  expect(Object.keys(parameters)).toEqual(['erase_user', 'log_in'])
  expect(await recordCalls()).toEqual(parameters)
  expect(Object.keys(loginOf('alice'))).toEqual(parameters.log_in)
})

it('stores the binary values of a login unchanged', async () => {
  // every byte, in a key and in ids: none may be taken for text
  const bytes = Buffer.from(Array.from({ length: 128 }, (_, i) => i * 2 + 1))
  const id = Buffer.from(Array.from({ length: 16 }, (_, i) => 0xff - i * 16))
  const connected = databasePart.make({}, { url: database.url, connections: 1 })
  const login = loginOf('binary', { the_session_id: id, the_session_key: bytes })
  expect(await connected.call('log_in', login, deadline())).toMatchObject([{ refused_since: null }])
  await connected.end()
  const rows = await database.query('SELECT user_id, session_key FROM sessions WHERE id = ?', [id])
  const userId = createHash('md5').update('binary').digest()
  expect(rows).toEqual([{ user_id: userId, session_key: bytes }])
})

it('keeps the id of a known user, and gives a new user the one that is proposed', async () => {
  const connected = databasePart.make({}, { url: database.url, connections: 1 })
  const idFor = async (proposed: Buffer) => {
    const login = loginOf('known', { the_user_id: proposed })
    const [row] = await connected.call<{ user_id: Buffer }>('log_in', login, deadline())
    return row?.user_id.toString('hex')
  }
  const [first, second] = [randomBytes(16), randomBytes(16)]
  expect([await idFor(first), await idFor(second)]).toEqual(Array(2).fill(first.toString('hex')))
  await connected.end()
})

it('gives 60 simultaneous first logins of one user a single id, whatever they propose', async () => {
  const logins = Array.from({ length: 60 }, () =>
    callOnce(pool, loginOf('first', { the_user_id: randomBytes(16) }))
  )
  expect(failures(await Promise.allSettled(logins))).toEqual([])
  const rows = await database.query<{ owners: number; sessions: number }>(
    `SELECT COUNT(DISTINCT user_id) AS owners, COUNT(*) AS sessions
     FROM sessions JOIN users ON users.id = user_id WHERE openid = 'ofirst'`
  )
  expect(rows).toEqual([{ owners: 1, sessions: 60 }])
})

it.each([-300_000, 300_000])(
  "moves a login's times to the database's clock when ours is %d ms ahead",
  async (aheadMs) => {
    const connected = databasePart.make({}, { url: database.url, connections: 1 })
    const now = new Date(Date.now() + aheadMs)
    const after = (ms: number) => new Date(now.getTime() + ms)
    const [the_time, the_window] = [now, after(-60_000)]
    const [the_expiry, the_end] = [after(60_000), after(90_000)]
    const times = { the_time, the_window, the_expiry, the_end }
    const login = loginOf(`skewed${aheadMs}`, times)
    const [row] = await connected.call<Record<string, Date>>('log_in', login, deadline())
    const [written] = await database.query<Record<string, Date>>(
      'SELECT created_at, expires_at, ends_at FROM sessions WHERE id = ?',
      [login.the_session_id]
    )
    expect(written?.created_at).toEqual(row?.created_at)
    const fromNow = (time?: Date) => ((time?.getTime() ?? 0) - Date.now()) / 1000
    expect(fromNow(written?.created_at)).toBeCloseTo(0, -1)
    expect(fromNow(written?.expires_at)).toBeCloseTo(60, -1)
    expect(fromNow(written?.ends_at)).toBeCloseTo(90, -1)
    expect(await connected.call('log_in', login, deadline())).toEqual([row])
    await connected.end()
  }
)

it.each([
  ['one user', 1],
  ['three users', 3],
  ['400 new users', 400]
])('lets 400 simultaneous logins of %s end each other without a deadlock', async (_who, users) => {
  // each proposes an id of its own, as callers do: of equal ones, two inserts may deadlock
  const logins = Array.from({ length: 400 }, (_, i) => {
    const values = { the_user_id: randomBytes(16), is_only_one: 1 }
    return callOnce(pool, loginOf(`${users}.${(i * 7919) % users}`, values))
  })
  expect(failures(await Promise.allSettled(logins))).toEqual([])
  const [row] = await database.query<{ users: number; sessions: number }>(
    `SELECT COUNT(DISTINCT user_id) AS users, COUNT(*) AS sessions
     FROM sessions JOIN users ON users.id = user_id WHERE openid LIKE ?`,
    [`o${users}.%`]
  )
  expect([row?.users, row?.sessions].map(Number)).toEqual([users, users])
})

it('F09: leaves no transaction open when a login fails', async () => {
  const connection = await pool.getConnection()
  const failing = callOnce(connection, loginOf('x'.repeat(64)))
  await expect(failing).rejects.toMatchObject({ code: 'ER_DATA_TOO_LONG' })
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS open FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = CONNECTION_ID()'
  )
  expect(Number(rows[0]?.open)).toBe(0)
  connection.release()
})

it('reads a session whose optional columns are empty', async () => {
  const id = randomBytes(16)
  const created = new Date('2030-01-01T00:00:00Z')
  const expires = new Date('2030-01-01T02:00:00Z')
  await database.query(
    `INSERT INTO sessions (id, user_id, sealing_key_id, session_key, created_at, expires_at)
     VALUES (?, ?, 'key', ?, ?, ?)`,
    [id, randomBytes(16), randomBytes(52), created, expires]
  )
  const connected = databasePart.make({}, { url: database.url, connections: 1 })
  const { find } = sessions.make({ database: connected }, undefined)
  const found = await find(id.toString('hex'), deadline())
  expect(found).toMatchObject({ createdAt: created, endsAt: expires })
  expect(found?.device).toBeUndefined()
  await connected.end()
})
