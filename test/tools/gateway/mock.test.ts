import { bearer, postJson } from '../../support/stack'
import { type MockGateway, preferring, startMock } from './helpers'

let gateway: MockGateway
const get = (where: string, init?: RequestInit) => gateway.send(where, init)

beforeAll(async () => {
  gateway = await startMock()
})
afterAll(() => gateway.stop())

it('breaks the connection of an answer that HTTP cannot carry, and logs it', async () => {
  const greetings = ['你好', 'hello']
  const request = () => {
    const headers = { 'x-greeting': greetings.shift() ?? '' }
    return Promise.resolve({ status: 200, headers, body: '', instance: 'login', cold: false })
  }
  const broken = await startMock({ mode: 'function', scf: { request } })
  try {
    await expect(broken.login()).rejects.toThrow()
    expect(broken.lines.join('\n')).toMatch(/^[\w-]{36} .*ERR_INVALID_CHAR.*x-greeting/m)
    expect((await broken.login()).headers.get('x-greeting')).toBe('hello')
  } finally {
    await broken.stop()
  }
})

describe('in mock mode', () => {
  it('answers operations with their examples, without functions', async () => {
    const login = await get('/login', postJson({ code: 'anything' }))
    expect(login.status).toBe(200)
    expect(login.headers.get('x-gateway-source')).toBe('mock:loggedIn')
    expect(login.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
    const { token } = (await login.json()) as { token: string }

    const session = await get('/session', bearer(token))
    expect([session.status, session.headers.get('x-gateway-source')]).toEqual([200, 'mock:alive'])
    const ended = await get('/session', bearer(token, { method: 'DELETE' }))
    expect([ended.status, await ended.text()]).toEqual([204, ''])
  })

  it('answers with another example on request', async () => {
    const used = await get(
      '/login',
      preferring('code=401, example=usedCode', postJson({ code: 'x' }))
    )
    expect([used.status, used.headers.get('x-gateway-source')]).toEqual([401, 'mock:usedCode'])
    expect(await used.json()).toMatchObject({ code: 'CODE_USED' })
    const first = await get('/login', preferring('code=401', postJson({ code: 'x' })))
    expect(await first.json()).toMatchObject({ code: 'CODE_INVALID' })
    const limited = await get('/login', preferring('example=rateLimited', postJson({ code: 'x' })))
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '60'])
    const none = await get('/login', preferring('example=noSuch', postJson({ code: 'x' })))
    expect(none.status).toBe(400)
  })

  it.each<[string, string, RequestInit, number]>([
    ['an unknown path', '/nothing', {}, 404],
    ['another method', '/login', { method: 'PATCH' }, 405],
    ['no JSON', '/login', { ...postJson('{'), headers: { 'content-type': 'text/plain' } }, 415],
    ['an unknown key', '/login', postJson({ code: 'x', openid: 'y' }), 400],
    ['more than 8 KB', '/login', postJson({ code: 'x'.repeat(9000) }), 413],
    ['no token', '/session', {}, 401]
  ])('refuses %s as in production', async (_what, where, init, status) => {
    const response = await get(where, init)
    expect(response.status).toBe(status)
    const failure = (await response.json()) as { requestId: string }
    expect(Object.keys(failure)).toEqual(['code', 'message', 'requestId'])
    expect(failure.requestId).toBe(response.headers.get('x-request-id'))
  })

  it('reports what answers each route', async () => {
    const status = (await (await get('/_gateway/status')).json()) as { routes: object[] }
    expect(status).toMatchObject({ mode: 'mock' })
    expect(status.routes).toContainEqual({
      method: 'DELETE',
      path: '/session',
      operationId: 'endSession',
      source: 'mock'
    })
  })

  it("keeps a caller's request id if it is a plain one", async () => {
    const idOf = async (given: string) =>
      (await get('/session', { headers: { 'x-request-id': given } })).headers.get('x-request-id')
    expect(await idOf('my-request-1')).toBe('my-request-1')
    expect(await idOf('"><script>')).toMatch(/^[\w-]{36}$/)
  })
})
