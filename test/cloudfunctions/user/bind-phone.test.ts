import { type Result, type Schemas } from '../../../gateway-config/generated/contract'
import { startWechat } from '../../../mocks/wechat'
import { startTestStack, type TestStack } from '../../support/stack'
import { logIn, newCode } from '../caller'

const PHONE = '/wxa/business/getuserphonenumber'
let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())
afterEach(() => stack.wechat?.refuse(PHONE, undefined))

const phoneRow = async (userId: string) =>
  (
    await stack.database.query<{ phone: Buffer | null; phone_key_id: string | null }>(
      'SELECT phone, phone_key_id FROM users WHERE id = UNHEX(?)',
      [userId]
    )
  )[0]

describe('a phone number', () => {
  it('binds a phone number by a code, shows it masked and stores it sealed', async () => {
    const alice = await logIn(stack, 'alice')
    const code = newCode('alice', 'phone')
    const bound = await alice.call<Result<'bindPhone'>>('POST', '/user/phone', { code })
    expect(bound.status).toBe(200)
    expect(bound.body.user.phone).toMatch(/^\+86 138\*{4}\d{4}$/)
    expect((await alice.call('GET', '/user')).body).toEqual(bound.body)
    const row = await phoneRow(alice.session.userId)
    expect(row?.phone_key_id).toBe('local')
    expect(row?.phone?.toString('latin1')).not.toContain('138')
  })

  it("refuses another user's code, because WeChat compares the openid that we send", async () => {
    const bob = await logIn(stack, 'bob')
    const refused = await bob.call<Schemas['Failure']>('POST', '/user/phone', {
      code: newCode('carol', 'phone')
    })
    expect([refused.status, refused.body.code]).toEqual([422, 'PHONE_CODE_INVALID'])
    expect((await phoneRow(bob.session.userId))?.phone).toBeNull()
  })

  it('keeps the phone number when the same code arrives twice', async () => {
    const dave = await logIn(stack, 'dave')
    const code = newCode('dave', 'phone')
    const both = await Promise.all([1, 2].map(() => dave.call('POST', '/user/phone', { code })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
    expect((await dave.call<Result<'getUser'>>('GET', '/user')).body.user.phone).toBeDefined()
  })

  it('does not accept a phone code for a login, nor a login code for a phone number', async () => {
    const erin = await logIn(stack, 'erin')
    const withLoginCode = await erin.call('POST', '/user/phone', { code: newCode('erin') })
    expect(withLoginCode.status).toBe(422)
    const withPhoneCode = await stack.login(newCode('erin', 'phone'))
    expect(withPhoneCode.status).toBe(401)
  })

  it('spends no phone code while the database is unavailable', async () => {
    const frank = await logIn(stack, 'frank')
    stack.wechat?.asked.splice(0)
    const code = newCode('frank', 'phone')
    stack.proxy.refuse(true)
    expect((await frank.call('POST', '/user/phone', { code })).status).toBe(503)
    stack.proxy.refuse(false)
    expect(stack.wechat?.asked).toEqual([])
    expect((await frank.call('POST', '/user/phone', { code })).status).toBe(200)
  })

  it('F06: answers PHONE_NOT_RECORDED when the database is lost after the code was spent', async () => {
    const heidi = await logIn(stack, 'heidi')
    stack.wechat?.asked.splice(0)
    stack.wechat?.delay(200)
    const bound = heidi.call('POST', '/user/phone', { code: newCode('heidi', 'phone') })
    while (!stack.wechat?.asked.includes('/wxa/business/getuserphonenumber'))
      await new Promise(setImmediate)
    stack.proxy.refuse(true)
    const refused = await bound
    stack.wechat.delay(0)
    stack.proxy.refuse(false)
    expect([refused.status, refused.body]).toMatchObject([503, { code: 'PHONE_NOT_RECORDED' }])
    expect(refused.headers.get('retry-after')).toBe('2')
  })

  it.each([
    [40029, 422, 'PHONE_CODE_INVALID'],
    [40013, 500, 'SERVER_MISCONFIGURED'],
    [45011, 429, 'RATE_LIMITED'],
    [-1, 503, 'WECHAT_UNAVAILABLE'],
    [99999, 502, 'WECHAT_BAD_ANSWER']
  ])('answers errcode %i with %i %s', async (errcode, status, code) => {
    const grace = await logIn(stack, 'grace')
    stack.wechat?.refuse(PHONE, errcode)
    const body = { code: newCode('grace', 'phone') }
    const refused = await grace.call('POST', '/user/phone', body)
    expect([refused.status, refused.body]).toMatchObject([status, { code }])
  })

  it.each([
    ['hang', 504, 'WECHAT_TIMEOUT'],
    ['reset', 503, 'WECHAT_UNAVAILABLE'],
    ['html', 502, 'WECHAT_BAD_ANSWER'],
    ['empty', 502, 'WECHAT_BAD_ANSWER']
  ])('answers the fault %s with %i %s', async (fault, status, code) => {
    const heidi = await logIn(stack, 'heidi')
    const refused = await heidi.call('POST', '/user/phone', { code: `fault-${fault}-1` })
    expect([refused.status, refused.body]).toMatchObject([status, { code }])
  })
})

it("asks WeChat with the access token of the user's own mini-program", async () => {
  const [first, second] = ['wx1111111111111111', 'wx2222222222222222']
  const [secret, other] = ['a'.repeat(32), 'b'.repeat(32)]
  const wechat = await startWechat({
    appId: first,
    appSecret: secret,
    moreApps: { [second]: other }
  })
  const settings = {
    WECHAT_API_URL: wechat.url,
    WECHAT_APPID: first,
    WECHAT_APP_SECRET: secret,
    WECHAT_APPS: `${second}:${other}`
  }
  const both = await startTestStack(settings)
  const bob = await logIn(both, 'bob', { appId: second })
  const code = newCode('bob', 'phone')
  expect((await bob.call('POST', '/user/phone', { code })).status).toBe(200)
  await both.stop()
  await wechat.stop()
})
