import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { type Result, type Schemas } from '../../gateway-config/generated/contract'
import { startWechat, type WechatStandIn } from '../../mocks/wechat'
import { createDatabase, type TestDatabase } from '../support/database'
import { startFaultProxy } from '../support/fault-proxy'
import { project } from '../support/project'
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
type Door = (node: string, name: string, request: Request) => Promise<Reply>

const keys = () => `test:${randomBytes(32).toString('base64')}`
let environment: Record<string, string>
let database: TestDatabase
let wechat: WechatStandIn
const children: ChildProcess[] = []

beforeAll(async () => {
  database = await createDatabase()
  const account = { appId: 'wx0123456789abcdef', appSecret: 'a'.repeat(32) }
  wechat = await startWechat(account)
  environment = {
    TENCENTCLOUD_RUNENV: 'SCF-local',
    WECHAT_APPID: account.appId,
    WECHAT_APP_SECRET: account.appSecret,
    WECHAT_API_URL: wechat.url,
    DATABASE_URL: database.url,
    TOKEN_KEYS: keys(),
    SEALING_KEYS: keys()
  }
})
afterAll(async () => {
  for (const child of children) child.kill()
  await wechat.stop()
  await database.drop()
})

/** Loads a bundle in its own process, as SCF does, and passes events to it. */
const LOADER = `
  const { main_handler } = require(process.argv[1])
  process.on('message', async (event) => {
    const context = { request_id: 'request-0001', getRemainingTimeInMillis: () => 6000 }
    process.send({ reply: await main_handler(event, context), context })
  })`
const loaded = new Map<string, ChildProcess>()

function startLoader(node: string, name: string, env: Record<string, string>): ChildProcess {
  const child = spawn(node, ['-e', LOADER, path.join(DIST, `${name}.js`)], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  children.push(child)
  return child
}

async function handle(node: string, name: string, event: object): Promise<Reply> {
  const key = `${node} ${name}`
  const child = loaded.get(key) ?? startLoader(node, name, environment)
  loaded.set(key, child)
  child.send(event)
  const [{ reply, context }] = (await once(child, 'message')) as [
    { reply: Reply & { statusCode: number }; context: object }
  ]
  expect(context).toHaveProperty('callbackWaitsForEmptyEventLoop', false)
  return { ...reply, status: reply.statusCode }
}

const doors: Record<string, Door> = {
  'a function-URL event': (node, name, { method, path, query = {}, headers = {}, body = '' }) =>
    handle(node, name, {
      body,
      headers: { ...headers, 'x-forwarded-for': '203.0.113.7, 11.163.17.81, 10.132.167.112' },
      httpMethod: method,
      path,
      queryString: query
    }),
  'an API-gateway event': (node, name, { method, path, query = {}, headers = {}, body = '' }) =>
    handle(node, name, {
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
  'the web door': async (node, name, { method, path, query = {}, headers, body }) => {
    const response = await fetch(
      `${await webDoor(node, name)}${path}?${new URLSearchParams(query).toString()}`,
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
async function webDoor(node: string, name: string): Promise<string> {
  const known = addresses.get(node + name)
  if (known) return known
  const port = await freePort()
  const child = spawn(path.join(DIST, 'scf_bootstrap'), {
    cwd: '/',
    env: {
      ...environment,
      NODE: node,
      SCF_FUNCTIONNAME: `${project.name}-test-${name}`,
      PORT: String(port)
    },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  children.push(child)
  const address = `http://127.0.0.1:${port}`
  while (!(await fetch(address).catch(() => undefined)))
    if (child.exitCode !== null) throw new Error('the web function ended')
  addresses.set(node + name, address)
  return address
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

it('starts the bundle that a deployment names, where SCF does not say which function it is', async () => {
  const port = await freePort()
  const env = { ...environment, NODE: process.execPath, FUNCTION_BUNDLE: 'session' }
  const child = spawn(path.join(DIST, 'scf_bootstrap'), {
    env: { ...env, PORT: String(port) },
    stdio: 'ignore'
  })
  children.push(child)
  const ask = () => fetch(`http://127.0.0.1:${port}/session`).catch(() => undefined)
  let answer = await ask()
  while (!answer && child.exitCode === null) answer = await ask()
  expect(answer?.status).toBe(401)
})

const json = { 'content-type': 'application/json' }

/** BUNDLE_NODES lists more Node programs, such as the oldest one that SCF offers. */
const nodes = [process.execPath, ...(process.env.BUNDLE_NODES?.split(path.delimiter) ?? [])]
const versionOf = (node: string) => execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
const entries = nodes.flatMap((node) =>
  Object.entries(doors).map(([name, door]) => ({
    node,
    name,
    version: versionOf(node),
    open: door
  }))
)

describe.each(entries)('on Node $version through $name', ({ node, open }) => {
  const door = (name: string, request: Request) => open(node, name, request)

  it('logs in, shows the session and logs out', async () => {
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
  ])('refuses %s', async (_what, request, status, code) => {
    const reply = await door('login', request)
    expect(reply.status).toBe(status)
    const failure = JSON.parse(reply.body) as Schemas['Failure']
    expect(failure.code).toBe(code)
    expect(failure.requestId).toBe(reply.headers['x-request-id'])
  })
})

it('refuses an event without method, path or headers instead of crashing', async () => {
  expect((await handle(process.execPath, 'login', {})).status).toBe(404)
  expect(
    (await handle(process.execPath, 'session', { path: '/session', httpMethod: 'GET' })).status
  ).toBe(401)
})

it.each(['login', 'session', 'user'])(
  'opens the database connection of %s when a timer calls',
  async (name) => {
    const proxy = await startFaultProxy(database.url)
    const child = startLoader(process.execPath, name, { ...environment, DATABASE_URL: proxy.url })
    const timer = { Type: 'Timer', TriggerName: 'warm', Time: '2030-01-01T00:00:00Z', Message: '' }
    const call = async () => {
      child.send(timer)
      const [{ reply }] = (await once(child, 'message')) as [{ reply: unknown }]
      return reply
    }
    expect(proxy.opened).toBe(0)
    expect([await call(), await call()]).toEqual([{ warm: true }, { warm: true }])
    expect(proxy.opened).toBe(1)
    await proxy.stop()
  }
)
