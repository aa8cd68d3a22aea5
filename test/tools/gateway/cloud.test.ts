import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadCloudEnvironment } from '../../../tools/contract'
import { buildCloudMock } from '../../../tools/gateway'
import { createScf, type FunctionSettings, type Scf } from '../../../tools/scf'
import { project } from '../../support/project'

const REQUEST_ID = '17aa3abd-c47a-11f1-a139-525400ba74cf'

/** The bundle that a deployment packs if a route is mocked, as a web function. */
let folder: string
let scf: Scf
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'weapp scf cloud mock '))
  await buildCloudMock(project, folder)
  const { settings } = await loadCloudEnvironment(project, 'prepub')
  const { login, getUser } = settings.routes
  const routes = {
    ...settings.routes,
    login: { ...login, source: 'mock', rateLimit: { count: 2, per: 'minute', by: 'address' } },
    getUser: { ...getUser, source: 'mock', fault: 433, statusMap: { 433: 503 } },
    saveProfile: { source: 'mock', latency: 1 }
  }
  writeFileSync(
    path.join(folder, 'gateway.json'),
    JSON.stringify({ environment: 'prepub', settings: { ...settings, routes } })
  )
  const mock: FunctionSettings = {
    name: 'mock',
    bundle: path.join(folder, 'mock.js'),
    type: 'web',
    event: 'url',
    handler: 'main_handler',
    timeoutSeconds: 6,
    initTimeoutSeconds: 10,
    memoryMb: 256,
    concurrency: 100,
    maxInstances: 1,
    environment: {},
    timers: []
  }
  scf = createScf({ functions: [mock], log: () => undefined })
})
afterAll(async () => {
  await scf.stop()
  rmSync(folder, { recursive: true })
})

async function ask(
  method: string,
  path: string,
  { headers = {}, body = '', remoteAddress = '203.0.113.7' } = {}
) {
  const request = {
    method,
    path,
    headers,
    body: Buffer.from(body),
    rawQuery: '',
    requestId: REQUEST_ID
  }
  const {
    status,
    headers: received,
    body: said
  } = await scf.request('mock', { ...request, remoteAddress })
  return {
    answered: [status, received['x-gateway-source']],
    headers: received,
    json: said ? (JSON.parse(said) as Record<string, unknown>) : undefined
  }
}
const logIn = (remoteAddress: string, headers = {}) =>
  ask('POST', '/login', {
    remoteAddress,
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"code":"dev-alice-1"}'
  })

it('plays the scenario of the contract, from a login to what it allows', async () => {
  const { answered, json, headers } = await logIn('203.0.113.1')
  expect(answered).toEqual([200, 'mock:loggedIn'])
  expect(headers['x-request-id']).toBe(REQUEST_ID)
  const authorization = `Bearer ${String(json?.token)}`
  const body = '{"nickname":"Alice"}'
  const saved = await ask('PUT', '/user/profile', {
    headers: { authorization, 'content-type': 'application/json' },
    body
  })
  expect(saved.answered).toEqual([200, 'mock:saved'])
})

it('answers as a request prefers, also from the schema', async () => {
  const used = await logIn('203.0.113.2', { prefer: 'example=usedCode' })
  expect(used.answered).toEqual([401, 'mock:usedCode'])
  const made = await logIn('203.0.113.2', { prefer: 'dynamic=true, seed=7' })
  expect(made.answered).toEqual([200, 'mock:dynamic'])
})

it('checks requests, and refuses as the functions would', async () => {
  const wrong = await ask('POST', '/login', { body: '{}', remoteAddress: '203.0.113.3' })
  expect([wrong.answered, wrong.json]).toMatchObject([
    [415, 'gateway'],
    { code: 'UNSUPPORTED_MEDIA_TYPE', requestId: REQUEST_ID }
  ])
  for (const [method, where, status] of [
    ['PUT', '/login', 405],
    ['GET', '/user/nothing', 404],
    ['GET', '/nothing', 404],
    ['GET', '/_gateway/status', 404],
    ['GET', '/docs', 404]
  ] as const)
    expect((await ask(method, where)).answered).toEqual([status, 'gateway'])
})

it('applies the settings of its environment: limits by address, faults, statuses', async () => {
  const statuses: unknown[] = []
  // two minutes may meet during the test
  for (let i = 0; i < 5; i++) statuses.push((await logIn('203.0.113.4')).answered[0])
  expect(statuses).toContain(429)
  expect((await logIn('203.0.113.5')).answered[0]).toBe(200)
  const fault = await ask('GET', '/user', { headers: { authorization: 'Bearer x' } })
  expect(fault.answered).toEqual([503, 'fault:433'])
})

it('answers by the mock every path that the domain still sends to it', async () => {
  const headers = { authorization: 'Bearer of-the-real-login' }
  const { answered } = await ask('GET', '/session', { headers })
  expect(answered[1]).toMatch(/^mock:/)
})
