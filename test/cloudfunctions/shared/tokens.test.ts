import { createHmac, randomBytes } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { type Result, type Schemas } from '../../../gateway-config/generated/contract'
import { project } from '../../support/project'
import { bearer, freshCode, startTestStack, type TestStack } from '../../support/stack'

const APP_ID = 'wx0000000000000000'
const secret = randomBytes(32)
const settings = {
  TOKEN_KEYS: `now:${secret.toString('base64')}`,
  SEALING_KEYS: `now:${randomBytes(32).toString('base64')}`
}
let stack: TestStack
beforeAll(async () => (stack = await startTestStack(settings)))
afterAll(() => stack.stop())

describe('a token', () => {
  const now = Math.floor(Date.now() / 1000)
  const good = { iat: now, exp: now + 600, iss: project.name, aud: APP_ID }
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  /** By hand: the library would refuse to make most of these. */
  const sign = (
    payload: unknown,
    options: { key?: Buffer; header?: Record<string, unknown>; hash?: string } = {}
  ) => {
    const header = { alg: 'HS256', typ: 'JWT', kid: 'now', ...options.header }
    const text = `${part(header)}.${part(payload)}`
    const hmac = createHmac(options.hash ?? 'sha256', options.key ?? secret)
    return `${text}.${hmac.update(text).digest('base64url')}`
  }

  let sid: string
  let unauthenticated: Schemas['Failure']
  beforeAll(async () => {
    const login = await stack.login(freshCode('alice'))
    sid = ((await login.json()) as Result<'login'>).session.id
    const response = await stack.fetch('/session')
    expect(response.status).toBe(401)
    unauthenticated = (await response.json()) as Schemas['Failure']
  })

  it('accepts a genuine token', async () => {
    expect((await stack.fetch('/session', bearer(sign({ ...good, sid })))).status).toBe(200)
  })

  const forged: [string, () => string][] = [
    ['that is empty', () => ''],
    ['that is not a JWT', () => 'nonsense'],
    ['with two parts', () => 'a.b'],
    ['of 5 MB', () => `${'a'.repeat(5000)}.b.c`],
    ['without a signature', () => sign({ ...good, sid }).replace(/[^.]+$/, '')],
    ['of the algorithm none', () => sign({ ...good, sid }, { header: { alg: 'none' } })],
    ['signed with another key', () => sign({ ...good, sid }, { key: randomBytes(32) })],
    ['signed with an empty key', () => sign({ ...good, sid }, { key: Buffer.alloc(0) })],
    [
      'signed with HS384 and the right key',
      () => sign({ ...good, sid }, { header: { alg: 'HS384' }, hash: 'sha384' })
    ],
    ['that claims RS256', () => sign({ ...good, sid }, { header: { alg: 'RS256' } })],
    [
      'whose payload was changed',
      () =>
        sign({ ...good, sid }).replace(
          /\.[^.]+\./,
          `.${part({ ...good, sid, exp: good.exp + 1 })}.`
        )
    ],
    ['with an unknown kid', () => sign({ ...good, sid }, { header: { kid: 'other' } })],
    ['with no kid', () => sign({ ...good, sid }, { header: { kid: undefined } })],
    ['with the kid __proto__', () => sign({ ...good, sid }, { header: { kid: '__proto__' } })],
    ['with a path for a kid', () => sign({ ...good, sid }, { header: { kid: '../../dev/null' } })],
    ['of another typ', () => sign({ ...good, sid }, { header: { typ: 'at+jwt' } })],
    ['with crit', () => sign({ ...good, sid }, { header: { crit: ['exp'] } })],
    ['without exp', () => sign({ ...good, exp: undefined, sid })],
    ['that has expired', () => sign({ ...good, exp: now - 120, sid })],
    ['that expires at 1e400', () => sign({ ...good, exp: '1e400', sid })],
    ['whose payload is a text', () => sign('admin')],
    ['whose payload is null', () => sign(null)],
    ['whose payload is a list', () => sign([1])],
    ['issued in the future', () => sign({ ...good, iat: now + 3600, exp: now + 7200, sid })],
    ['without iat', () => sign({ ...good, iat: undefined, sid })],
    ['of another issuer', () => sign({ ...good, iss: 'other', sid })],
    ['for another mini-program', () => sign({ ...good, aud: 'wx1111111111111111', sid })],
    ['without sid', () => sign(good)],
    ['with a number for a sid', () => sign({ ...good, sid: 0 })],
    ['with a sid that matches all', () => sign({ ...good, sid: '%' })],
    ['of an unknown session', () => sign({ ...good, sid: '0'.repeat(32) })]
  ]
  it.each(forged)('refuses a token %s with the same answer', async (_what, make) => {
    const response = await stack.fetch('/session', bearer(make()))
    expect(response.status).toBe(401)
    const failure = (await response.json()) as Schemas['Failure']
    expect({ ...failure, requestId: '' }).toEqual({ ...unauthenticated, requestId: '' })
  })

  it('refuses a token in the query', async () => {
    const response = await stack.fetch(`/session?token=${sign({ ...good, sid })}`)
    expect(response.status).toBe(400)
  })

  it('accepts a token of the previous key only while that key is listed', async () => {
    const next = { ...settings, TOKEN_KEYS: `next:${randomBytes(32).toString('base64')}` }
    const token = await stack.tokenOf('carol')
    const during = await startTestStack(
      { ...next, TOKEN_KEYS: `${next.TOKEN_KEYS},${settings.TOKEN_KEYS}` },
      stack.database
    )
    expect((await during.fetch('/session', bearer(token))).status).toBe(200)
    const header = jwt.decode(await during.tokenOf('carol'), { complete: true })?.header
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'next' })
    await during.stop()
    const after = await startTestStack(next, stack.database)
    expect((await after.fetch('/session', bearer(token))).status).toBe(401)
    await after.stop()
  })
})
