import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import type { Result, Schemas } from '../../cloudfunctions/shared/contract'
import { startWechat, type WechatStandIn } from '../../mocks/wechat'
import { createDatabase, type TestDatabase } from '../support/database'
import { freshCode } from '../support/stack'

const DIST = path.resolve(__dirname, '../../dist')

interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}
interface Request {
  method: string
  path: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: string
}
type Door = (name: string, request: Request) => Promise<Reply>
type Handler = (event: object, context: object) => Promise<{ statusCode: number } & Reply>

const keys = () => `test:${randomBytes(32).toString('base64')}`
let environment: Record<string, string>
let database: TestDatabase
let wechat: WechatStandIn
const children: ChildProcess[] = []
const stdout = jest.spyOn(process.stdout, 'write').mockReturnValue(true)

beforeAll(async () => {
  database = await createDatabase()
  const account = { appId: 'wx0123456789abcdef', appSecret: 'a'.repeat(32) }
  wechat = await startWechat(account)
  environment = {
    WECHAT_APPID: account.appId,
    WECHAT_APP_SECRET: account.appSecret,
    WECHAT_API_URL: wechat.url,
    DATABASE_URL: database.url,
    TOKEN_KEYS: keys(),
    SEALING_KEYS: keys()
  }
  Object.assign(process.env, environment)
})
afterAll(async () => {
  for (const child of children) child.kill()
  await wechat.stop()
  await database.drop()
  stdout.mockRestore()
})

const handlers = new Map<string, Handler>()
function handlerOf(name: string): Handler {
  const known = handlers.get(name)
  if (known) return known
  const { main_handler } = jest.requireActual<{ main_handler: Handler }>(
    path.join(DIST, `${name}.js`)
  )
  handlers.set(name, main_handler)
  return main_handler
}

async function handle(name: string, event: object): Promise<Reply> {
  const context = { request_id: 'request-0001', getRemainingTimeInMillis: () => 6000 }
  const { statusCode, ...reply } = await handlerOf(name)(event, context)
  expect(context).toHaveProperty('callbackWaitsForEmptyEventLoop', false)
  return { ...reply, status: statusCode }
}

const doors: Record<string, Door> = {
  'a function-URL event': (name, { method, path, query = {}, headers = {}, body = '' }) =>
    handle(name, {
      body,
      headers: { ...headers, 'x-scf-remote-addr': '203.0.113.7' },
      httpMethod: method,
      path,
      queryString: query
    }),
  'an API-gateway event': (name, { method, path, query = {}, headers = {}, body = '' }) =>
    handle(name, {
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
      headers: Object.fromEntries(
        Object.entries(headers).map(([key, value]) => [
          key.replace(/^./, (c) => c.toUpperCase()),
          value
        ])
      ),
      headerParameters: {},
      httpMethod: method,
      path,
      pathParameters: {},
      queryString: query,
      queryStringParameters: {},
      requestContext: { sourceIp: '203.0.113.7', stage: 'release' },
      stageVariables: { stage: 'release' }
    }),
  'the web door': async (name, { method, path, query = {}, headers, body }) => {
    const response = await fetch(
      `${await webDoor(name)}${path}?${new URLSearchParams(query).toString()}`,
      {
        method,
        headers,
        ...(body && { body })
      }
    )
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text()
    }
  }
}

const addresses = new Map<string, string>()
/** Starts a bundle as SCF starts a web function. */
async function webDoor(name: string): Promise<string> {
  const known = addresses.get(name)
  if (known) return known
  const port = await freePort()
  const child = spawn(path.join(DIST, 'scf_bootstrap'), {
    cwd: '/',
    env: {
      ...environment,
      NODE: process.execPath,
      SCF_FUNCTIONNAME: `weapp-scf-test-${name}`,
      PORT: String(port)
    },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  children.push(child)
  const address = `http://127.0.0.1:${port}`
  while (!(await fetch(address).catch(() => undefined)))
    if (child.exitCode !== null) throw new Error('the web function ended')
  addresses.set(name, address)
  return address
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

const json = { 'content-type': 'application/json' }

describe.each(Object.entries(doors))('through %s', (_name, door) => {
  it('one logs in, sees the session and logs out', async () => {
    const login = await door('login', {
      method: 'POST',
      path: '/login',
      headers: json,
      body: JSON.stringify({ code: freshCode('alice') })
    })
    expect(login.status).toBe(200)
    expect(login.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(login.headers['x-request-id']).toMatch(/^[\w-]{8,64}$/)
    const { token, session } = JSON.parse(login.body) as Result<'login'>

    const headers = { authorization: `Bearer ${token}` }
    const shown = await door('session', { method: 'GET', path: '/session', headers })
    expect(JSON.parse(shown.body)).toEqual({ session })
    const ended = await door('session', { method: 'DELETE', path: '/session', headers })
    expect([ended.status, ended.body]).toEqual([204, ''])
    const gone = await door('session', { method: 'GET', path: '/session', headers })
    expect(gone.status).toBe(401)
  })

  it.each<[string, Request, number, string]>([
    ['another path', { method: 'POST', path: '/other' }, 404, 'NOT_FOUND'],
    ['another method', { method: 'PUT', path: '/login' }, 405, 'METHOD_NOT_ALLOWED'],
    [
      'no content type',
      { method: 'POST', path: '/login', body: '{}', headers: { 'content-type': 'text/plain' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE'
    ],
    [
      'a large body',
      { method: 'POST', path: '/login', body: ' '.repeat(9000), headers: json },
      413,
      'PAYLOAD_TOO_LARGE'
    ],
    [
      'broken JSON',
      { method: 'POST', path: '/login', body: '{', headers: json },
      400,
      'INVALID_REQUEST'
    ],
    [
      'no code',
      { method: 'POST', path: '/login', body: '{}', headers: json },
      400,
      'INVALID_REQUEST'
    ],
    [
      'a code in the query',
      { method: 'POST', path: '/login', query: { code: 'x' }, body: '{"code":"x"}', headers: json },
      400,
      'INVALID_REQUEST'
    ]
  ])('%s is refused', async (_what, request, status, code) => {
    const reply = await door('login', request)
    expect(reply.status).toBe(status)
    const failure = JSON.parse(reply.body) as Schemas['Failure']
    expect(failure.code).toBe(code)
    expect(failure.requestId).toBe(reply.headers['x-request-id'])
  })
})

it('an event without method, path or headers is refused, not a crash', async () => {
  expect((await handle('login', {})).status).toBe(404)
  expect((await handle('session', { path: '/session', httpMethod: 'GET' })).status).toBe(401)
})
