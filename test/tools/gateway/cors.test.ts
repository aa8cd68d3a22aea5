import { postJson } from '../../support/stack'
import { type MockGateway, startMock } from './helpers'

const ORIGIN = { origin: 'http://localhost:5173' }

describe('CORS', () => {
  let gateway: MockGateway
  beforeAll(async () => {
    gateway = await startMock()
  })
  afterAll(() => gateway.stop())

  it.each([
    ['/user/profile', 'PUT', 'PUT'],
    ['/session', 'DELETE', 'GET, DELETE'],
    ['/session/list', 'GET', 'GET, DELETE'],
    ['/session/0123', 'DELETE', 'DELETE']
  ])(
    'lets a page of another origin call %s with %s, token and Prefer',
    async (path, method, allowed) => {
      const response = await gateway.send(path, {
        method: 'OPTIONS',
        headers: {
          ...ORIGIN,
          'access-control-request-method': method,
          'access-control-request-headers': 'authorization,content-type,prefer'
        }
      })
      expect([response.status, await response.text()]).toEqual([204, ''])
      const header = (name: string) => response.headers.get(`access-control-${name}`)
      expect(header('allow-origin')).toBe('*')
      expect(header('allow-methods')).toBe(allowed)
      expect(header('allow-headers')).toBe('authorization,content-type,prefer')
      expect(header('max-age')).toBe('600')
    }
  )

  it.each([
    ['an answer', {}, 200],
    ['a failure', { prefer: 'example=rateLimited' }, 429],
    ['a refusal', { prefer: 'code=999' }, 400]
  ])('lets a page of another origin read %s with its headers', async (_what, headers, status) => {
    const { headers: json, ...init } = postJson({ code: 'x' })
    const all = { ...(json as object), ...ORIGIN, ...headers }
    const response = await gateway.send('/login', { ...init, headers: all })
    expect(response.status).toBe(status)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const exposed = response.headers.get('access-control-expose-headers')?.split(', ')
    for (const name of ['x-request-id', 'x-gateway-source', 'retry-after'])
      expect(exposed).toContain(name)
  })

  it('hides what the gateway reports about itself from other pages', async () => {
    for (const path of ['/_gateway/status', '/_gateway/scenarios']) {
      const response = await gateway.send(path, { headers: ORIGIN })
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('adds no CORS headers to calls without an Origin, and answers no preflight of unknown paths', async () => {
    const plain = await gateway.login()
    expect(plain.headers.get('access-control-allow-origin')).toBeNull()
    const options = await gateway.send('/session', { method: 'OPTIONS' })
    expect(options.status).toBe(405)
    const preflight = { ...ORIGIN, 'access-control-request-method': 'GET' }
    const nowhere = await gateway.send('/nothing', { method: 'OPTIONS', headers: preflight })
    expect(nowhere.status).toBe(404)
  })
})
