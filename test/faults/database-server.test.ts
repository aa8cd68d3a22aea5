import { createConnection } from 'mysql2/promise'
import { type Backend, clientOf, failureOf, newCode, startBackend } from '../support/backend'
import { type Door } from '../support/doors'
import { type PrivateServer, startPrivateServer } from '../support/private-server'

jest.setTimeout(60_000)

const BOTH: Door[] = ['a function-URL event', 'the web door']
let server: PrivateServer
let backend: Backend
beforeAll(async () => {
  server = await startPrivateServer()
  backend = await startBackend({ database: server.database })
})
afterAll(async () => {
  await backend?.stop()
  await server?.stop()
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function globalOf(name: string): Promise<unknown> {
  const [row] = await server.database.query<{ value: unknown }>(`SELECT @@GLOBAL.${name} AS value`)
  return row?.value
}

describe.each(BOTH)('through %s', (door) => {
  const client = () => clientOf(backend.doors, door)

  it('F14: answers 503 while the server is read-only, on a new connection each time, and then recovers', async () => {
    const { token } = await client().enter('alice')
    const save = () => client().withToken(token, 'PUT', '/user/profile', { nickname: 'Alice' })
    expect((await save()).status).toBe(200)
    await server.database.query('SET GLOBAL read_only = 1')
    const opened = backend.mysql.opened
    const refused = await save()
    expect([refused.status, failureOf(refused).code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
    expect(backend.mysql.opened).toBeGreaterThan(opened)
    expect((await client().session(token)).status).toBe(200)
    const login = await client().logIn(newCode('alice'))
    expect([login.status, failureOf(login).code]).toEqual([503, 'LOGIN_NOT_RECORDED'])
    await server.database.query('SET GLOBAL read_only = 0')
    expect((await save()).status).toBe(200)
    expect((await client().logIn(newCode('alice'))).status).toBe(200)
  })

  it('F16: waits for a place on a full server, then answers 503 with the code still good', async () => {
    const { token } = await client().enter('bob')
    const most = await globalOf('max_connections')
    const doors = backend.openMore()
    const cold = clientOf(doors, door)
    await doors.process(door, 'login')
    const hogs = []
    await server.database.query('SET GLOBAL max_connections = 20')
    for (;;) {
      const hog = await createConnection({ uri: server.database.url }).catch(() => undefined)
      if (!hog) break
      hogs.push(hog)
    }
    const code = newCode('bob')
    const startedAt = performance.now()
    const refused = await cold.logIn(code)
    expect([refused.status, failureOf(refused).code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
    expect(refused.headers['retry-after']).toBe('2')
    expect(performance.now() - startedAt).toBeLessThan(6000)
    // a connection that is open keeps working
    expect((await client().session(token)).status).toBe(200)
    const waiting = cold.logIn(code)
    await pause(300)
    await Promise.all(hogs.map((hog) => hog.end()))
    expect((await waiting).status).toBe(200)
    await server.database.query(`SET GLOBAL max_connections = ${Number(most)}`)
    await doors.stop()
  })

  it('F17: serves again once a killed server is back, with every session that it had confirmed', async () => {
    const logins = Array.from({ length: 8 }, (_, i) => client().enter(`carol.${i}`))
    const tokens = (await Promise.all(logins)).map(({ token }) => token)
    await server.kill()
    const down = await client().session(tokens[0] ?? '')
    expect([down.status, failureOf(down).code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
    await server.restart()
    for (const token of tokens) expect((await client().session(token)).status).toBe(200)
    expect((await client().logIn(newCode('carol.1'))).status).toBe(200)
  })

  it('F17: answers 503 in time while the server hangs, and serves again when it goes on', async () => {
    const { token } = await client().enter('dave')
    const code = newCode('dave')
    await server.freeze()
    const startedAt = performance.now()
    const [shown, login] = await Promise.all([client().session(token), client().logIn(code)])
    const ms = performance.now() - startedAt
    // before anything is expected: the tests that follow use this server, too
    server.thaw()
    expect(ms).toBeLessThan(6000)
    expect([shown.status, failureOf(shown).code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
    expect(login.status).toBe(503)
    expect((await client().session(token)).status).toBe(200)
    const isGood = failureOf(login).code === 'DATABASE_UNAVAILABLE'
    expect((await client().logIn(isGood ? code : newCode('dave'))).status).toBe(200)
  })

  it('F02: fails no call after it was frozen for longer than wait_timeout', async () => {
    const usual = await globalOf('wait_timeout')
    await server.database.query('SET GLOBAL wait_timeout = 1')
    const doors = backend.openMore()
    const fresh = clientOf(doors, door)
    const { token } = await fresh.enter('erin')
    await fresh.session(token)
    await server.database.query(`SET GLOBAL wait_timeout = ${Number(usual)}`)
    const all = await Promise.all(['login', 'session'].map((name) => doors.process(door, name)))
    for (const each of all) each.freeze()
    await pause(2200)
    for (const each of all) each.thaw()
    const replies = await Promise.all([fresh.session(token), fresh.logIn(newCode('erin'))])
    expect(replies.map(({ status }) => status)).toEqual([200, 200])
    await doors.stop()
  })
})
