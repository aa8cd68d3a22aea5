import { startWechat, type WechatStandIn } from '../../../mocks/wechat'
import { startTestStack, type TestStack } from '../../support/stack'
import { logIn, newCode } from '../caller'

const FIRST = 'wx1111111111111111'
const SECOND = 'wx2222222222222222'
const [secretA, secretB, secretC] = ['a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32)]
let wechat: WechatStandIn
let stack: TestStack
beforeAll(async () => {
  wechat = await startWechat({ appId: FIRST, appSecret: secretA, moreApps: { [SECOND]: secretC } })
  stack = await startTestStack({
    WECHAT_API_URL: wechat.url,
    WECHAT_APPID: FIRST,
    WECHAT_APP_SECRET: `${secretA}|${secretB}`,
    WECHAT_APPS: `${SECOND}:${secretC}`
  })
})
afterAll(async () => {
  await stack.stop()
  await wechat.stop()
})
beforeEach(() => wechat.asked.splice(0))

describe('several mini-programs on one back end', () => {
  it('keeps separate users for each mini-program', async () => {
    const here = await logIn(stack, 'alice')
    const there = await logIn(stack, 'alice', { appId: SECOND })
    expect(there.session.userId).not.toBe(here.session.userId)
    const rows = await stack.database.query<{ app_id: string }>('SELECT app_id FROM users')
    expect(rows.map(({ app_id }) => app_id).sort()).toEqual([FIRST, SECOND])
  })

  it('uses each mini-program’s own access token and session keys', async () => {
    const bob = await logIn(stack, 'bob', { appId: SECOND })
    expect((await bob.call('POST', '/session/key-check')).body).toEqual({ valid: true })
    const { accounts } = wechat.app(SECOND)
    const ours = accounts.encrypt('bob', { openId: accounts.openidOf('bob') })
    expect((await bob.call('POST', '/user/open-data', ours)).status).toBe(200)
    const foreign = wechat.app(FIRST).accounts
    foreign.nextSessionKey('bob', accounts.sessionKeyOf('bob') ?? '')
    const theirs = foreign.encrypt('bob', { openId: accounts.openidOf('bob') })
    expect((await bob.call('POST', '/user/open-data', theirs)).status).toBe(422)
  })

  it('refuses an unknown mini-program before asking WeChat', async () => {
    const stranger = logIn(stack, 'carol', { appId: 'wx3333333333333333' })
    await expect(stranger).rejects.toThrow('body.appId: not a mini-program of ours')
    await expect(logIn(stack, 'carol', { appId: 'other' })).rejects.toThrow('INVALID_REQUEST')
    expect(wechat.asked).toEqual([])
  })
})

describe('while an AppSecret is being replaced', () => {
  afterAll(() => void (wechat.app().secret = secretA))

  it('logs in with the secret that WeChat accepts, and remembers it', async () => {
    wechat.app().secret = secretB
    const code = newCode('dave')
    expect((await stack.login(code)).status).toBe(200)
    expect(wechat.asked).toHaveLength(2)
    expect((await stack.login(newCode('dave'))).status).toBe(200)
    expect(wechat.asked).toHaveLength(3)
    // and back
    wechat.app().secret = secretA
    expect((await stack.login(newCode('dave'))).status).toBe(200)
    expect(wechat.asked).toHaveLength(5)
  })

  it('does not send a code again that WeChat has looked at', async () => {
    expect((await stack.login('errcode-40029')).status).toBe(401)
    expect(wechat.asked).toHaveLength(1)
  })

  it('answers 500 after two requests when neither secret is right', async () => {
    wechat.app().secret = secretC
    expect((await stack.login(newCode('erin'))).status).toBe(500)
    expect(wechat.asked).toHaveLength(2)
  })
})
