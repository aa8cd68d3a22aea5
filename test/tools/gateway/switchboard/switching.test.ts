import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { type Socket } from 'node:net'
import { bearer, postJson } from '../../../support/stack'
import {
  editFile,
  ENVIRONMENTS,
  sourceOf,
  startSwitchedGateway,
  type SwitchedGateway,
  until
} from '../switched-gateway'

let gateway: SwitchedGateway
const login = () => gateway.fetch('/login', postJson({ code: 'x' }))

beforeEach(async () => {
  gateway = await startSwitchedGateway()
})
afterEach(() => gateway.stop())

describe('a route', () => {
  it('switches a route by one call, and keeps the comments of the settings file', async () => {
    expect(await sourceOf(login())).toBe('function')
    const switched = await gateway.admin('routes/login', { source: 'mock' })
    expect(switched.status).toBe(200)
    expect(await sourceOf(login())).toBe('mock:loggedIn')
    expect(readFileSync(gateway.files.environmentsFile, 'utf8')).toBe(
      ENVIRONMENTS.replace('  routes: {}', '  routes:\n    login:\n      source: mock')
    )
    await gateway.restart()
    expect(await sourceOf(login())).toBe('mock:loggedIn')
  })

  it('switches all routes by one call, each with its own line', async () => {
    expect((await gateway.admin('routes', { source: 'mock' })).status).toBe(200)
    expect(await sourceOf(login())).toBe('mock:loggedIn')
    expect(await sourceOf(gateway.fetch('/session', bearer('any')))).toMatch(/^mock:/)
    const text = readFileSync(gateway.files.environmentsFile, 'utf8')
    expect(text).toContain('  source: function # as in the cloud')
    expect(text).toContain('    login:\n      source: mock\n')
    await gateway.admin('routes', { source: 'mock' })
    expect(readFileSync(gateway.files.environmentsFile, 'utf8')).toBe(text)
  })

  it('switches a route when the settings file is edited', async () => {
    const isMocked = async () => (await sourceOf(login())) === 'mock:loggedIn'
    expect(await isMocked()).toBe(false)
    editFile(gateway.files.environmentsFile, 'routes: {}', 'routes: { login: { source: mock } }')
    await until(isMocked)
  })

  it('keeps a route as it was after a bad edit, and logs file and line', async () => {
    editFile(gateway.files.environmentsFile, 'routes: {}', 'routes: { logni: { source: mock } }')
    await until(() => gateway.lines.some((line) => line.includes('environments.yaml:5: ')))
    expect(gateway.lines.join('\n')).toContain('logni: the contract has no such operation; it has')
    expect(await sourceOf(login())).toBe('function')
    writeFileSync(gateway.files.environmentsFile, ENVIRONMENTS.replace('function', 'mock'))
    await until(async () => (await sourceOf(login())) === 'mock:loggedIn')
    expect(gateway.lines.filter((line) => line.startsWith('the problem is fixed'))).toHaveLength(1)
  })

  it('keeps a route as it was when the settings file is deleted, and logs it', async () => {
    rmSync(gateway.files.environmentsFile)
    const logged = () => gateway.lines.filter((line) => line.includes('there is no such file'))
    await until(() => logged().length > 0)
    expect(await sourceOf(login())).toBe('function')
    writeFileSync(gateway.files.environmentsFile, ENVIRONMENTS.replace('function', 'mock'))
    await until(async () => (await sourceOf(login())) === 'mock:loggedIn')
    expect(logged()).toHaveLength(1)
  })

  it('uses an edit of the contract that was made while the settings file was broken', async () => {
    const { contractFile, environmentsFile } = gateway.files
    editFile(environmentsFile, 'routes: {}', 'routes: { logni: {} }')
    await until(() => gateway.lines.some((line) => line.includes('logni')))
    editFile(contractFile, '                loggedIn:', '                welcome:')
    editFile(contractFile, 'login: [{ example: loggedIn', 'login: [{ example: welcome')
    await new Promise((resolve) => setTimeout(resolve, 200))
    writeFileSync(environmentsFile, ENVIRONMENTS.replace('function', 'mock'))
    await until(async () => (await sourceOf(login())) === 'mock:welcome')
  })

  it.each([
    ['an unknown route', 'routes/logni', { source: 'mock' }, /no operation "logni"/],
    ['an unknown source', 'routes/login', { source: 'fake' }, /no source "fake"/],
    ['an unknown environment', 'routes/login?environment=x', { source: 'mock' }, /no environment/]
  ])('refuses %s in a sentence', async (_what, where, body, message) => {
    const response = await gateway.admin(where, body)
    expect(response.status).toBe(400)
    expect(((await response.json()) as { message: string }).message).toMatch(message)
  })
})

describe('a switch', () => {
  it.each<[string, Record<string, string>]>([
    ['a page of another origin', { origin: 'https://elsewhere.example' }],
    ['a frame of another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }]
  ])('refuses a switch from %s', async (_what, headers) => {
    const response = await gateway.admin('routes/login', { source: 'mock' }, headers)
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(await sourceOf(login())).toBe('function')
  })

  it('refuses a switch from a foreign name that resolves to this machine', async () => {
    const host = `elsewhere.example:${new URL(gateway.url).port}`
    const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }
    const status = await send('PUT', '/_gateway/routes/login', headers, '{"source":"mock"}')
    expect(status).toBe(403)
    for (const where of ['environments', 'status', 'scenarios'])
      expect(await send('GET', `/_gateway/${where}`, { host })).toBe(403)
  })

  it('accepts a switch from its own page', async () => {
    const headers = { origin: gateway.url, 'sec-fetch-site': 'same-origin' }
    const response = await gateway.admin('routes/login', { source: 'mock' }, headers)
    expect(response.status).toBe(200)
  })

  it('refuses a switch when the gateway answers by mocks alone', async () => {
    const alone = await startSwitchedGateway(ENVIRONMENTS, { mode: 'mock' })
    try {
      const response = await alone.admin('routes/login', { source: 'function' })
      expect(response.status).toBe(400)
      expect(await response.text()).toContain('answer everything by mock')
    } finally {
      await alone.stop()
    }
  })
})

it('says why it cannot start, and leaves nothing behind that keeps its process alive', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout')
  const before = timers().length
  expect(before).toBeGreaterThan(0)
  const broken = startSwitchedGateway('test: { source: mock }\n')
  await expect(broken).rejects.toThrow(/environments.yaml:1: .*'prepub'/)
  const taken = startSwitchedGateway(ENVIRONMENTS, { port: Number(new URL(gateway.url).port) })
  await expect(taken).rejects.toThrow(/EADDRINUSE/)
  await until(() => timers().length <= before)
})

it('drops no request during twenty switches under load, on kept-alive connections', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const seen = new Map<string, number>()
  let isDone = false
  const client = async () => {
    while (!isDone) {
      const source = await ask(agent)
      seen.set(source, (seen.get(source) ?? 0) + 1)
    }
  }
  const clients = Array.from({ length: 8 }, client)
  for (let i = 0; i < 20; i++) {
    const source = i % 2 ? 'function' : 'mock'
    expect((await gateway.admin('routes/login', { source })).status).toBe(200)
    await ask(agent)
  }
  isDone = true
  await Promise.all(clients)
  agent.destroy()
  expect([...seen.keys()].sort()).toEqual(['200 function', '200 mock'])
  expect(sockets.size).toBeLessThanOrEqual(8)
})

const sockets = new Set<Socket>()

/** Rejects when the connection breaks. */
function ask(agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const call = request(`${gateway.url}/login`, { agent, method: 'POST', headers }, (reply) => {
      const source = String(reply.headers['x-gateway-source']).split(':')[0] ?? ''
      reply.resume().once('end', () => resolve(`${reply.statusCode} ${source}`))
    })
    call.once('socket', (socket) => sockets.add(socket))
    call.once('error', reject)
    call.end('{"code":"x"}')
  })
}

function send(method: string, where: string, headers: Record<string, string>, body?: string) {
  return new Promise<number | undefined>((resolve, reject) => {
    request(gateway.url + where, { method, headers }, (reply) => {
      reply.resume().once('end', () => resolve(reply.statusCode))
    })
      .once('error', reject)
      .end(body)
  })
}
