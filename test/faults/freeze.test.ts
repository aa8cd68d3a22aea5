import { type Backend, clientOf, failureOf, newCode, startBackend } from '../support/backend'
import { type Door, type Doors } from '../support/doors'

/** One event process answers all forms of events. */
const BOTH: Door[] = ['a function-URL event', 'the web door']
let backend: Backend
beforeAll(async () => (backend = await startBackend()))
afterAll(() => backend.stop())
afterEach(() => backend.mysql.refuse(false))

const NAMES = ['login', 'session', 'user']

async function freezeAll(doors: Doors, door: Door): Promise<() => void> {
  const all = await Promise.all(NAMES.map((name) => doors.process(door, name)))
  for (const each of all) each.freeze()
  return () => {
    for (const each of all) each.thaw()
  }
}

async function killConnections(): Promise<number> {
  const rows = await backend.database.query<{ id: number }>(
    'SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()'
  )
  // one may have ended meanwhile
  for (const { id } of rows) await backend.database.query(`KILL ${id}`).catch(() => undefined)
  return rows.length
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe.each(BOTH)('through %s', (door) => {
  const client = () => clientOf(backend.doors, door)

  /** Opens several connections in each function. */
  async function warm(user: string, connections: number): Promise<string> {
    const { token } = await client().enter(user)
    const calls = () => [
      client().session(token),
      client().withToken(token, 'GET', '/user'),
      client().enter(user)
    ]
    await Promise.all(Array.from({ length: connections }, calls).flat())
    return token
  }

  it('F01: answers three calls in a row after its connections went silent while it was frozen', async () => {
    const token = await warm('alice', 1)
    const thaw = await freezeAll(backend.doors, door)
    backend.mysql.dropSilently()
    thaw()
    for (let call = 1; call <= 3; call++) {
      const startedAt = performance.now()
      expect((await client().session(token)).status).toBe(200)
      expect(performance.now() - startedAt).toBeLessThan(2500)
    }
    expect((await client().logIn(newCode('alice'))).status).toBe(200)
    expect((await client().logIn(newCode('alice'))).status).toBe(200)
  })

  it.each([1, 2, 4])(
    'F02: fails no call after idle connections were killed while it was frozen: %i of them',
    async (connections) => {
      const token = await warm('bob', connections)
      const thaw = await freezeAll(backend.doors, door)
      expect(await killConnections()).toBeGreaterThan(0)
      thaw()
      const replies = await Promise.all([
        client().session(token),
        client().withToken(token, 'GET', '/user'),
        client().logIn(newCode('bob'))
      ])
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
    }
  )

  it('F02: fails no call after its connections were reset while it was frozen', async () => {
    const token = await warm('carol', 3)
    const thaw = await freezeAll(backend.doors, door)
    backend.mysql.reset()
    thaw()
    const calls = Array.from({ length: 3 }, () => client().session(token))
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await client().logIn(newCode('carol'))).status).toBe(200)
  })

  it('F20: starts although the database is down, says so, and answers once it is up', async () => {
    const { token } = await client().enter('erin')
    backend.mysql.refuse(true)
    const doors = backend.openMore()
    const cold = clientOf(doors, door)
    const code = newCode('erin')
    for (const reply of [await cold.logIn(code), await cold.session(token)])
      expect([reply.status, failureOf(reply).code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
    backend.mysql.refuse(false)
    expect((await cold.logIn(code)).status).toBe(200)
    expect((await cold.session(token)).status).toBe(200)
    await doors.stop()
  })
})

it('F19: leaves no timer behind that could end the next call', async () => {
  const client = clientOf(backend.doors, 'a function-URL event')
  const { token } = await client.enter('frank')
  const calls = [
    () => client.logIn(newCode('frank')),
    () => client.logIn('errcode-40029'),
    () => client.logIn('fault-hang-1', 2000),
    () => client.session(token),
    () => client.session('a.b.c'),
    () => client.withToken(token, 'PUT', '/user/profile', { nickname: 'Frank' }),
    () => client.withToken(token, 'POST', '/user/phone', { code: newCode('frank', 'phone') })
  ]
  for (const call of calls) expect((await call()).handled?.timers).toBe(0)
  const session = await backend.doors.process('a function-URL event', 'session')
  session.freeze()
  await pause(1500)
  session.thaw()
  expect((await client.session(token)).status).toBe(200)
})
