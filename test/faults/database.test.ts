import {
  type Backend,
  type Client,
  clientOf,
  failureOf,
  newCode,
  startBackend
} from '../support/backend'
import { type Door, type DoorReply } from '../support/doors'

const BOTH: Door[] = ['a function-URL event', 'the web door']
const FUNCTION_MS = 3000
/** A web function is not told how long it may take, and keeps to a limit of its own. */
const WEB_MS = 5500

const expectInTime = ({ handled }: DoorReply, startedAt: number, remainingMs = FUNCTION_MS) =>
  expect(handled?.ms ?? performance.now() - startedAt).toBeLessThan(handled ? remainingMs : WEB_MS)

let backend: Backend
beforeAll(async () => (backend = await startBackend()))
afterAll(() => backend.stop())
afterEach(recover)

function recover(): void {
  const { mysql } = backend
  mysql.refuse(false)
  mysql.blackHole(false)
  mysql.delay(0)
  mysql.greetWith(undefined)
  mysql.answerWith(/^$/, KILLED)
  mysql.reset()
}

const KILLED = { errno: 1927, sqlState: '70100', message: 'Connection was killed' }
const DEADLOCK = { errno: 1213, sqlState: '40001', message: 'Deadlock found' }
const WAKING = { errno: 9449, sqlState: '08S01', message: 'serverless instance is resuming' }
const FULL = { errno: 1040, sqlState: '08004', message: 'Too many connections' }

const FAULTS: [what: string, fault: () => void][] = [
  ['refuses connections', () => backend.mysql.refuse(true)],
  [
    'has gone silent',
    () => {
      backend.mysql.dropSilently()
      backend.mysql.blackHole(true)
    }
  ],
  ['answers after 5 s', () => backend.mysql.delay(5000)],
  ['kills each statement', () => backend.mysql.answerWith(/SELECT|CALL|UPDATE/, KILLED, Infinity)],
  ['deadlocks each time', () => backend.mysql.answerWith(/SELECT|CALL|UPDATE/, DEADLOCK, Infinity)],
  [
    'is waking up',
    () => {
      backend.mysql.reset()
      backend.mysql.greetWith(WAKING)
    }
  ],
  [
    'is full',
    () => {
      backend.mysql.reset()
      backend.mysql.greetWith(FULL)
    }
  ]
]

const PROTECTED: [method: string, path: string, body?: object][] = [
  ['GET', '/session'],
  ['GET', '/session/list'],
  ['POST', '/session/renewal'],
  ['DELETE', '/session/others'],
  ['GET', '/user'],
  ['PUT', '/user/profile', { nickname: 'Alice' }]
]

describe.each(BOTH)('through %s', (door) => {
  let client: Client
  let token: string
  beforeAll(async () => {
    client = clientOf(backend.doors, door)
    token = (await client.enter('alice')).token
    await client.withToken(token, 'GET', '/user')
  })

  it.each(FAULTS)(
    'S10: answers 503, neither 200 nor 401, to every token while the database fails, and lets it in afterwards: it %s',
    async (_what, fault) => {
      fault()
      const startedAt = performance.now()
      const calls = PROTECTED.map(([method, path, body]) =>
        client.withToken(token, method, path, body, FUNCTION_MS)
      )
      for (const reply of await Promise.all(calls)) {
        expect([reply.status, failureOf(reply).code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
        expect(reply.headers['retry-after']).toBe('2')
        expectInTime(reply, startedAt)
      }
      recover()
      expect((await client.session(token)).status).toBe(200)
    }
  )

  it.each(FAULTS)(
    'F07: answers a login before the platform ends it while the database fails: it %s',
    async (_what, fault) => {
      fault()
      const startedAt = performance.now()
      const reply = await client.logIn(newCode('alice'), FUNCTION_MS)
      expect(reply.status).toBe(503)
      expectInTime(reply, startedAt)
      recover()
      expect((await client.logIn(newCode('alice'))).status).toBe(200)
    }
  )

  it('F07: answers a login before the platform ends it while WeChat and the database are slow', async () => {
    backend.mysql.delay(500)
    for (const remainingMs of [400, 777.7, 1234.5, FUNCTION_MS]) {
      const startedAt = performance.now()
      const reply = await client.logIn('fault-hang-1', remainingMs)
      expect([503, 504]).toContain(reply.status)
      expectInTime(reply, startedAt, remainingMs)
    }
  })

  it('F15: logs in after a deadlock, or once a lock is free', async () => {
    backend.mysql.answerWith(/CALL log_in/, DEADLOCK, 2)
    expect((await client.logIn(newCode('bob'))).status).toBe(200)
    const openid = backend.wechat.app().accounts.openidOf('bob')
    await backend.database.query('START TRANSACTION')
    await backend.database.query('UPDATE users SET nickname = NULL WHERE openid = ?', [openid])
    const sent = backend.mysql.sent.length
    const login = client.logIn(newCode('bob'))
    while (!backend.mysql.sent.slice(sent).join().includes('CALL log_in'))
      await new Promise(setImmediate)
    await backend.database.query('COMMIT')
    expect((await login).status).toBe(200)
  })

  it('F15: answers 503, and asks for a new code, when a lock is not free in time', async () => {
    await client.enter('carol')
    const openid = backend.wechat.app().accounts.openidOf('carol')
    await backend.database.query('START TRANSACTION')
    await backend.database.query('UPDATE users SET nickname = NULL WHERE openid = ?', [openid])
    const login = await client.logIn(newCode('carol'), FUNCTION_MS)
    await backend.database.query('ROLLBACK')
    expect([login.status, failureOf(login).code]).toEqual([503, 'LOGIN_NOT_RECORDED'])
    expect((await client.logIn(newCode('carol'))).status).toBe(200)
  })

  it('F09: leaves no transaction and no lock behind, whatever a login ran into', async () => {
    for (const user of ['dave', 'erin']) await client.enter(user)
    backend.mysql.loseAnswerTo(/CALL log_in/)
    await client.logIn(newCode('dave'))
    backend.mysql.cutAt(/CALL log_in/)
    await client.logIn(newCode('dave'))
    const rows = await backend.database.query<{ id: number }>(
      'SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()'
    )
    const saved = await client.withToken(token, 'PUT', '/user/profile', { nickname: 'kept' })
    expect(saved.status).toBe(200)
    for (const { id } of rows) await backend.database.query(`KILL ${id}`).catch(() => undefined)
    const shown = await client.withToken(token, 'GET', '/user')
    expect(shown.body).toContain('"nickname":"kept"')
    const open = await backend.database.query(
      `SELECT trx_id FROM information_schema.innodb_trx JOIN information_schema.processlist p
       ON p.id = trx_mysql_thread_id WHERE p.db = DATABASE()`
    )
    expect(open).toEqual([])
  })
})
