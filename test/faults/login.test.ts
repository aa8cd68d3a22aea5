import {
  type Backend,
  clientOf,
  failureOf,
  loginOf,
  newCode,
  startBackend
} from '../support/backend'
import { DOORS } from '../support/doors'

let backend: Backend
beforeAll(async () => (backend = await startBackend()))
afterAll(() => backend.stop())
beforeEach(() => {
  backend.mysql.refuse(false)
  backend.wechat.asked.splice(0)
})

const idOf = (userId: string) =>
  backend.database.query<{ id: Buffer }>('SELECT id FROM sessions WHERE user_id = UNHEX(?)', [
    userId
  ])
const usersOf = (user: string) =>
  backend.database.query('SELECT id FROM users WHERE openid = ?', [
    backend.wechat.app().accounts.openidOf(user)
  ])

/** Loses the database for good once WeChat has been asked. */
async function loseDatabaseAfterCode<T>(login: Promise<T>): Promise<T> {
  while (!backend.wechat.asked.length) await new Promise(setImmediate)
  backend.mysql.refuse(true)
  return login
}

it('F05: keeps the code good, and does not ask WeChat, when too little time is left', async () => {
  const client = clientOf(backend.doors, 'a function-URL event')
  await client.enter('iris')
  backend.wechat.asked.splice(0)
  const code = newCode('iris')
  for (const remainingMs of [310, 400.5, 550]) {
    const reply = await client.logIn(code, remainingMs)
    expect([reply.status, failureOf(reply).code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
  }
  expect(backend.wechat.asked).toEqual([])
  expect((await client.logIn(code)).status).toBe(200)
})

describe.each(DOORS)('through %s', (door) => {
  const client = () => clientOf(backend.doors, door)
  const user = (name: string) => `${name}.${DOORS.indexOf(door)}`

  it('S09: accepts a code once', async () => {
    const code = newCode(user('alice'))
    const first = loginOf(await client().logIn(code))
    const again = await client().logIn(code)
    expect([again.status, failureOf(again).code]).toEqual([401, 'CODE_USED'])
    expect(await idOf(first.session.userId)).toHaveLength(1)
  })

  it('S09: lets one of 20 simultaneous senders of a code in, and refuses the others', async () => {
    const code = newCode(user('bob'))
    const replies = await Promise.all(Array.from({ length: 20 }, () => client().logIn(code)))
    const accepted = replies.filter(({ status }) => status === 200)
    expect(accepted).toHaveLength(1)
    // WeChat may be too slow for some of them on a busy machine
    for (const reply of replies.filter(({ status }) => status !== 200))
      expect(['CODE_USED', 'WECHAT_TIMEOUT']).toContain(failureOf(reply).code)
    expect(await idOf(loginOf(accepted[0]!).session.userId)).toHaveLength(1)
  })

  it('F03: gives one session when the reply to its commit is lost', async () => {
    await client().enter(user('carol'))
    backend.mysql.loseAnswerTo(/CALL log_in/)
    const { token, session } = await client().enter(user('dave'))
    const rows = await idOf(session.userId)
    expect(rows.map(({ id }) => id.toString('hex'))).toEqual([session.id])
    expect((await client().session(token)).status).toBe(200)
  })

  it('F03: gives one session when its statement never arrives', async () => {
    await client().enter(user('carol'))
    backend.mysql.cutAt(/CALL log_in/)
    const { session } = await client().enter(user('erin'))
    expect(await idOf(session.userId)).toHaveLength(1)
  })

  it('F05: keeps the code good while the database is down, and does not ask WeChat', async () => {
    await client().enter(user('frank'))
    const code = newCode(user('frank'))
    backend.wechat.asked.splice(0)
    backend.mysql.refuse(true)
    const refused = await client().logIn(code)
    expect([refused.status, failureOf(refused).code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
    expect(refused.headers['retry-after']).toBe('2')
    expect(backend.wechat.asked).toEqual([])
    backend.mysql.refuse(false)
    expect((await client().logIn(code)).status).toBe(200)
  })

  it('F06: asks for a new code when the database is lost after the code was spent', async () => {
    await client().enter(user('grace'))
    backend.wechat.asked.splice(0)
    backend.wechat.delay(150)
    const lost = await loseDatabaseAfterCode(client().logIn(newCode(user('heidi'))))
    backend.wechat.delay(0)
    expect([lost.status, failureOf(lost).code]).toEqual([503, 'LOGIN_NOT_RECORDED'])
    expect(await usersOf(user('heidi'))).toEqual([])
    backend.mysql.refuse(false)
    const { session } = await client().enter(user('heidi'))
    expect(await usersOf(user('heidi'))).toHaveLength(1)
    expect(await idOf(session.userId)).toHaveLength(1)
  })

  it('F08: makes one user of 20 simultaneous first logins, and fails none', async () => {
    const logins = Array.from({ length: 20 }, () => client().enter(user('ivan')))
    const sessions = (await Promise.all(logins)).map(({ session }) => session)
    expect(new Set(sessions.map(({ userId }) => userId)).size).toBe(1)
    expect(new Set(sessions.map(({ id }) => id)).size).toBe(20)
    expect(await usersOf(user('ivan'))).toHaveLength(1)
    expect(await idOf(sessions[0]?.userId ?? '')).toHaveLength(20)
  })
})
