import { execFileSync, spawn } from 'node:child_process'
import path from 'node:path'
import { routes, type Schemas } from '../../gateway-config/generated/contract'
import { freePort } from '../../tools/common/port'
import {
  type Backend,
  type Client,
  clientOf,
  failureOf,
  JSON_TYPE,
  loginOf,
  newCode,
  startBackend
} from '../support/backend'
import { type DoorRequest, DOORS, type Doors } from '../support/doors'
import { project } from '../support/project'

let backend: Backend
beforeAll(async () => (backend = await startBackend()))
afterAll(() => backend.stop())

/** BUNDLE_NODES lists more Node programs, such as the oldest one that SCF offers. */
const nodes = [process.execPath, ...(process.env.BUNDLE_NODES?.split(path.delimiter) ?? [])]
const versions = nodes.map((node) => ({
  node,
  version: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
}))

describe.each(versions)('on Node $version', ({ node }) => {
  let doors: Doors
  beforeAll(() => void (doors = backend.openMore({ node })))

  describe.each(DOORS)('through %s', (door) => {
    let client: Client
    beforeAll(() => void (client = clientOf(doors, door)))

    it('O03: logs in, shows the session and logs out', async () => {
      const login = await client.logIn(newCode('alice'))
      expect(login.status).toBe(200)
      expect(login.headers['content-type']).toBe('application/json; charset=utf-8')
      expect(login.headers['x-request-id']).toMatch(/^[\w-]{8,64}$/)
      if (login.handled)
        expect(login.handled.context).toHaveProperty('callbackWaitsForEmptyEventLoop', false)
      const { token, session } = loginOf(login)

      const shown = await client.session(token)
      expect(JSON.parse(shown.body)).toEqual({ session })
      const ended = await client.withToken(token, 'DELETE', '/session')
      expect([ended.status, ended.body]).toEqual([204, ''])
      expect((await client.session(token)).status).toBe(401)
    })

    it.each<[string, DoorRequest, number, Schemas['Failure']['code']]>([
      ['another path', { method: 'POST', path: '/login/more' }, 404, 'NOT_FOUND'],
      ['another method', { method: 'PUT', path: '/login' }, 405, 'METHOD_NOT_ALLOWED'],
      ['PATCH', { method: 'PATCH', path: '/login' }, 405, 'METHOD_NOT_ALLOWED'],
      [
        'a text in place of JSON',
        { method: 'POST', path: '/login', body: '{}', headers: { 'content-type': 'text/plain' } },
        415,
        'UNSUPPORTED_MEDIA_TYPE'
      ],
      [
        'a large body',
        { method: 'POST', path: '/login', body: ' '.repeat(9000), headers: JSON_TYPE },
        413,
        'PAYLOAD_TOO_LARGE'
      ],
      [
        'broken JSON',
        { method: 'POST', path: '/login', body: '{', headers: JSON_TYPE },
        400,
        'INVALID_REQUEST'
      ],
      [
        'no code',
        { method: 'POST', path: '/login', body: '{}', headers: JSON_TYPE },
        400,
        'INVALID_REQUEST'
      ],
      [
        'a code in the query',
        {
          method: 'POST',
          path: '/login',
          query: { code: 'x' },
          body: '{"code":"x"}',
          headers: JSON_TYPE
        },
        400,
        'INVALID_REQUEST'
      ]
    ])(
      'S13: refuses a wrong path, method, type or body with the fitting status: %s',
      async (_what, request, status, code) => {
        const reply = await client.call(request)
        expect(reply.status).toBe(status)
        const failure = failureOf(reply)
        expect(failure.code).toBe(code)
        expect(failure.requestId).toBe(reply.headers['x-request-id'])
      }
    )

    it('S13: logs in by GET only with the code in a header, and forbids to store the answer', async () => {
      // an owner may have removed it
      if (!('waferLogin' in routes)) return
      const get = { method: 'GET', path: '/login' }
      const code = newCode('alice')
      const login = await client.call({ ...get, headers: { 'x-wx-code': code } })
      expect(login.status).toBe(200)
      expect(login.headers['cache-control']).toBe('no-store')
      const without = await client.call(get)
      expect([without.status, without.headers['cache-control']]).toEqual([400, 'no-store'])
      const inQuery = await client.call({ ...get, query: { code: newCode('alice') } })
      expect(inQuery.status).toBe(400)
    })
  })
})

it('starts the bundle that a deployment names, where SCF does not say which function it is', async () => {
  const port = await freePort()
  const env = { ...backend.environment, NODE: process.execPath, FUNCTION_BUNDLE: 'session' }
  const child = spawn(path.join(project.distDir, 'scf_bootstrap'), {
    env: { ...env, PORT: String(port) },
    stdio: 'ignore'
  })
  const ask = () => fetch(`http://127.0.0.1:${port}/session`).catch(() => undefined)
  let answer = await ask()
  while (!answer && child.exitCode === null) answer = await ask()
  expect(answer?.status).toBe(401)
  child.kill()
})

it('refuses an event without method, path or headers instead of crashing', async () => {
  const { doors } = backend
  expect((await doors.handle('login', {})).reply).toMatchObject({ statusCode: 404 })
  const bare = { path: '/session', httpMethod: 'GET' }
  expect((await doors.handle('session', bare)).reply).toMatchObject({ statusCode: 401 })
})

it.each(['login', 'session', 'user'])(
  'opens the database connection of %s when a timer calls',
  async (name) => {
    const doors = backend.openMore()
    const timer = { Type: 'Timer', TriggerName: 'warm', Time: '2030-01-01T00:00:00Z', Message: '' }
    const opened = backend.mysql.opened
    for (let call = 1; call <= 2; call++)
      expect((await doors.handle(name, timer)).reply).toEqual({ warm: true })
    expect(backend.mysql.opened).toBe(opened + 1)
  }
)
