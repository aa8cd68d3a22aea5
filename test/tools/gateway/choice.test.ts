import { postJson } from '../../support/stack'
import { type MockGateway, preferring, sourceOf, startMock } from './helpers'

let gateway: MockGateway
beforeAll(async () => {
  gateway = await startMock({}, (text) =>
    text.replace(
      '        rules:\n',
      `        rules:
          - { when: { body.device: 'rule *', header.x-test: ['1', '2'] }, example: tooLarge }
`
    )
  )
})
afterAll(() => gateway.stop())

describe('the mock', () => {
  it.each([
    ['errcode-40029', 401, 'invalidCode'],
    ['errcode-40163', 401, 'usedCode'],
    ['errcode-40226', 403, 'blockedUser'],
    ['errcode-45011', 429, 'rateLimited'],
    ['errcode-40125', 500, 'serverMisconfigured'],
    ['errcode--1', 503, 'wechatUnavailable'],
    ['errcode-12345', 502, 'badAnswer'],
    ['fault-hang-1', 504, 'wechatTimeout'],
    ['dev-alice-1', 200, 'loggedIn']
  ])("answers by the contract's rules: code %s gets %i %s", async (code, status, example) => {
    expect(sourceOf(await gateway.login({ code }))).toEqual([status, `mock:${example}`])
  })

  it('answers by a rule only when all its conditions hold', async () => {
    const call = async (device: string, header: string) => {
      const { headers, ...init } = postJson({ code: 'x', device })
      const all = { ...(headers as Record<string, string>), 'x-test': header }
      return (await gateway.send('/login', { ...init, headers: all })).status
    }
    expect(await call('rule 1', '2')).toBe(413)
    expect(await call('rule 1', '3')).toBe(200)
    expect(await call('no rule 1', '1')).toBe(200)
  })

  it('answers as the request prefers when no rule applies', async () => {
    expect(sourceOf(await gateway.login(undefined, 'code=401, example=usedCode'))).toEqual([
      401,
      'mock:usedCode'
    ])
    expect(sourceOf(await gateway.login(undefined, 'code=401'))[1]).toBe('mock:invalidCode')
    expect(sourceOf(await gateway.login(undefined, 'example=rateLimited'))[0]).toBe(429)
    const ruled = await gateway.login({ code: 'errcode-40226' }, 'example=usedCode, latency=1')
    expect(sourceOf(ruled)).toEqual([403, 'mock:blockedUser'])
    expect(ruled.headers.get('preference-applied')).toBe('latency=1')
  })

  it('answers as the request prefers even against the scenario', async () => {
    const dead = { headers: { authorization: 'Bearer dead' } }
    const session = (init: RequestInit) => gateway.send('/session', init)
    expect((await session(dead)).status).toBe(401)
    expect((await session(preferring('code=200', dead))).status).toBe(200)
  })

  it("puts the call's own request id into an example", async () => {
    const response = await gateway.login({ code: 'errcode-40163' })
    const { requestId } = (await response.json()) as { requestId: string }
    expect(requestId).toBe(response.headers.get('x-request-id'))
  })
})

describe('the Prefer header', () => {
  it.each([
    ['example="usedCode"', 'example=usedCode'],
    ['EXAMPLE = usedCode ; strict; why="a, b"', 'example=usedCode'],
    ['respond-async, wait=5, code=401,example=usedCode', 'code=401, example=usedCode'],
    ['example=usedCode, example=invalidCode', 'example=usedCode'],
    ['foo=""; bar, example="used\\Code"', 'example=usedCode']
  ])('reads %s as RFC 7240 describes', async (prefer, applied) => {
    const response = await gateway.login(undefined, prefer)
    expect(sourceOf(response)).toEqual([401, 'mock:usedCode'])
    expect(response.headers.get('preference-applied')).toBe(applied)
  })

  it('ignores preferences that are not about mocks', async () => {
    const response = await gateway.login(undefined, 'return=minimal, __proto__=1, constructor=2')
    expect(sourceOf(response)).toEqual([200, 'mock:loggedIn'])
    expect(response.headers.get('preference-applied')).toBeNull()
  })

  it.each([
    ['example=noSuch', /^Prefer: login has no such example; it has 200 loggedIn, /],
    ['code=200, example=usedCode', /^Prefer: login has no such example/],
    ['code=teapot', 'Prefer: code is an HTTP status'],
    ['latency=soon', 'Prefer: latency is milliseconds from 0 to 60000'],
    ['latency=60001', 'Prefer: latency is milliseconds from 0 to 60000'],
    [
      'fault=fire',
      'Prefer: fault is one of close, truncate, 429, 432, 433, 434, 500, 502, 503, 504'
    ],
    ['dynamic=perhaps', 'Prefer: dynamic is true or false'],
    ['mock=perhaps', 'Prefer: mock is true or false'],
    ['seed="a b"', 'Prefer: seed is letters, digits, - and _'],
    ['example="usedCode', 'Prefer: write it as name=value, name=value'],
    ['example', /^Prefer: login has no such example/]
  ])('refuses %s with a message that helps', async (prefer, message) => {
    const response = await gateway.login(undefined, prefer)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringMatching(message) as string
    })
  })

  it('reads a hostile Prefer header quickly', async () => {
    const startedAt = performance.now()
    const response = await gateway.login(undefined, `a${';'.repeat(7000)}"`)
    expect(response.status).toBe(400)
    // a pattern that tries every split takes minutes
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })
})
