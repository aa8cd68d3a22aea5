import { type Result } from '../../../gateway-config/generated/contract'
import { bearer, startTestStack, type TestStack } from '../../support/stack'
import { logIn } from '../caller'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack({ TOKEN_SECONDS: '600' })))
afterAll(() => stack.stop())
afterEach(() => stack.wechat?.asked.splice(0))

const shift = (id: string, change: string) =>
  stack.database.query(`UPDATE sessions SET ${change} WHERE id = UNHEX(?)`, [id])

describe('a renewal', () => {
  it('returns a later token for the same session, without asking WeChat', async () => {
    const alice = await logIn(stack, 'alice')
    await shift(alice.session.id, 'expires_at = expires_at - INTERVAL 300 SECOND')
    stack.wechat?.asked.splice(0)
    const { status, body } = await alice.call<Result<'renewSession'>>('POST', '/session/renewal')
    expect(status).toBe(200)
    expect(stack.wechat?.asked).toEqual([])
    expect(body.session.id).toBe(alice.session.id)
    expect(body.session.endsAt).toBe(alice.session.endsAt)
    expect(Date.parse(body.expiresAt) / 1000).toBeCloseTo(Date.now() / 1000 + 600, -1)
    expect((await stack.fetch('/session', bearer(body.token))).status).toBe(200)
  })

  it('keeps the old token valid until it expires', async () => {
    const bob = await logIn(stack, 'bob')
    await bob.call('POST', '/session/renewal')
    expect((await bob.call('POST', '/session/renewal')).status).toBe(200)
    expect((await bob.call('GET', '/session')).status).toBe(200)
  })

  it("never extends a token beyond the session's own end", async () => {
    const carol = await logIn(stack, 'carol')
    await shift(carol.session.id, 'ends_at = expires_at - INTERVAL 500 SECOND')
    const { body } = await carol.call<Result<'renewSession'>>('POST', '/session/renewal')
    expect(body.expiresAt).toBe(body.session.endsAt)
    expect(Date.parse(body.expiresAt)).toBeLessThan(Date.parse(carol.session.expiresAt))
  })

  it('refuses to renew a session that has ended', async () => {
    const dave = await logIn(stack, 'dave')
    await shift(dave.session.id, 'expires_at = created_at - INTERVAL 1 SECOND')
    expect((await dave.call('POST', '/session/renewal')).status).toBe(401)
  })

  it('renews a session whose optional columns are empty', async () => {
    const erin = await logIn(stack, 'erin')
    await shift(erin.session.id, 'ends_at = NULL, last_seen_at = NULL, device = NULL')
    const { body } = await erin.call<Result<'renewSession'>>('POST', '/session/renewal')
    expect(body.session.endsAt).toBe(erin.session.expiresAt)
  })

  it('answers DATABASE_UNAVAILABLE, not a logout, while the database is unavailable', async () => {
    const frank = await logIn(stack, 'frank')
    stack.proxy.refuse(true)
    const away = await frank.call('POST', '/session/renewal')
    stack.proxy.refuse(false)
    expect([away.status, away.body]).toMatchObject([503, { code: 'DATABASE_UNAVAILABLE' }])
    expect((await frank.call('POST', '/session/renewal')).status).toBe(200)
  })
})
