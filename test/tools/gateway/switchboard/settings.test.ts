import { request } from 'node:http'
import { bearer, postJson } from '../../../support/stack'
import { sourceOf, startSwitchedGateway, type SwitchedGateway, until } from '../switched-gateway'

const SETTINGS = `
test:
  source: mock
  cors: { origins: ['https://a.example'], headers: [content-type], maxAgeSeconds: 60 }
  routes:
    login:
      rateLimit: { count: 3, per: minute, by: address }
    getSession:
      rateLimit: { count: 1, per: minute, by: token }
    endSession:
      maxHeaderBytes: 600
      statusMap: { 401: 403 }
prepub:
  source: function
  domain: api-prepub.example.com
  maxBodyBytes: 20
release:
  source: mock
  latency: 200
  fault: 433
  routes:
    getSession: { latency: 0, fault: { kind: close, share: 0 } }
`
let gateway: SwitchedGateway
const login = (code = 'x', environment?: string) =>
  gateway.fetch('/login', postJson({ code }), environment)

beforeEach(async () => {
  gateway = await startSwitchedGateway(SETTINGS)
})
afterEach(() => gateway.stop())

describe('limits', () => {
  it('counts calls by address, and says when to retry', async () => {
    // two minutes may meet during the test: then the first three of the new one pass as well
    const statuses: number[] = []
    for (let i = 0; i < 7; i++) {
      const { headers, ...init } = postJson({ code: 'x' })
      const token = { authorization: `Bearer another-token-${i}` }
      const response = await gateway.fetch('/login', { ...init, headers: { ...headers, ...token } })
      statuses.push(response.status)
    }
    expect(statuses.slice(0, 3)).toEqual([200, 200, 200])
    expect(statuses).toContain(429)
    let last = await login()
    await until(async () => (last = await login()).status === 429)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(last.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(await last.json()).toMatchObject({ code: 'RATE_LIMITED' })
  })

  it('counts calls by token, so that another token is another caller', async () => {
    const get = (token: string) => gateway.fetch('/session', bearer(token))
    await get('a')
    await until(async () => (await get('a')).status === 429)
    expect((await get('b')).status).toBe(401)
  })

  it('counts each environment separately', async () => {
    await until(async () => (await login()).status === 429)
    expect((await login('x', 'prepub')).status).toBe(200)
  })

  it('limits the size of bodies and headers', async () => {
    const large = await login('x'.repeat(20), 'prepub')
    expect([large.status, await large.json()]).toMatchObject([413, { code: 'PAYLOAD_TOO_LARGE' }])
    const init = bearer('t'.repeat(700), { method: 'DELETE' })
    expect((await gateway.fetch('/session', init)).status).toBe(400)
  })
})

it('replaces a status as the settings say', async () => {
  const response = await gateway.fetch('/session', bearer('unknown', { method: 'DELETE' }))
  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({ code: 'UNAUTHENTICATED' })
})

it('applies the latency and faults of the environment', async () => {
  const startedAt = performance.now()
  const slow = await login('x', 'release')
  expect(performance.now() - startedAt).toBeGreaterThan(190)
  expect(slow.status).toBe(433)
  expect((await gateway.fetch('/session', bearer('x'), 'release')).status).toBe(401)
})

describe('the environment', () => {
  it.each([
    ['uses test by default', {}, 'mock:loggedIn'],
    ['uses the environment that a header names', { 'x-gateway-environment': 'prepub' }, 'function']
  ])('%s', async (_what, headers, source) => {
    const init = postJson({ code: 'x' })
    const response = gateway.fetch('/login', { ...init, headers: { ...init.headers, ...headers } })
    expect(await sourceOf(response)).toBe(source)
  })

  it('selects an environment by its name before localhost, or by its domain', async () => {
    // fetch would send its own Host
    const sourceAt = (host: string) =>
      new Promise((resolve, reject) => {
        const headers = { host, 'content-type': 'application/json' }
        const call = request(`${gateway.url}/login`, { method: 'POST', headers }, (reply) => {
          reply.resume()
          resolve(String(reply.headers['x-gateway-source']).split(/[:#]/)[0])
        })
        call.once('error', reject).end('{"code":"x"}')
      })
    expect(await sourceAt('prepub.localhost:3000')).toBe('function')
    expect(await sourceAt('api-prepub.example.com')).toBe('function')
    expect(await sourceAt('test.localhost')).toBe('mock')
    expect(await sourceAt('elsewhere.example')).toBe('mock')
  })

  it.each(['live', 'constructor'])(
    'refuses %s and lists the existing environments',
    async (name) => {
      const response = await login('x', name)
      expect(response.status).toBe(400)
      expect(((await response.json()) as { message: string }).message).toMatch(
        /test, prepub, release/
      )
    }
  )
})

it('lets web pages call from the origins that the environment lists', async () => {
  const from = (origin: string, environment?: string) =>
    gateway.fetch(
      '/login',
      { ...postJson({ code: 'x' }), headers: { origin, 'content-type': 'application/json' } },
      environment
    )
  const allowed = (await from('https://a.example')).headers.get('access-control-allow-origin')
  expect(allowed).toBe('https://a.example')
  const other = (await from('https://b.example')).headers.get('access-control-allow-origin')
  expect(other).toBeNull()
  const prepub = await from('https://a.example', 'prepub')
  expect(prepub.headers.get('access-control-allow-origin')).toBeNull()
})
