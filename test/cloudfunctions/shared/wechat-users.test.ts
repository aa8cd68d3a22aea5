import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { createWechatParts } from '../../../cloudfunctions/shared/wechat/wechat-parts'
import { startWechat, type WechatStandIn } from '../../../mocks/wechat'

const APP = 'wx1111111111111111'
const secrets = ['a'.repeat(32)]
const deadline = () => startDeadline(5000)
let wechat: WechatStandIn
beforeEach(async () => (wechat = await startWechat({ appId: APP, appSecret: secrets[0] ?? '' })))
afterEach(() => wechat.stop())

async function logInWith({ url }: WechatStandIn) {
  const parts = createWechatParts(
    { apps: [{ appId: APP, secrets }], apiUrl: url },
    () => new Date()
  )
  const identity = await parts.wechat.codeToSession(APP, 'dev-alice-1', deadline())
  return { ...parts, user: { appId: APP, openid: identity.openid }, key: identity.sessionKey }
}

it("gives a function of one's own the keys of the encrypted channel, newest first", async () => {
  const { wechatUsers, user, key } = await logInWith(wechat)
  const keys = await wechatUsers.userKeys(user, key, deadline())
  expect(keys.map(({ version }) => version)).toEqual([3, 2, 1])
  for (const { encryptKey, iv, expiresInSeconds } of keys) {
    expect([encryptKey.length, iv.length]).toEqual([24, 16])
    expect(expiresInSeconds).toBeLessThanOrEqual(3600)
  }
})

it('signs with the session_key: another one gets no keys', async () => {
  const { wechatUsers, user } = await logInWith(wechat)
  const keys = wechatUsers.userKeys(user, 'HyVFkGl5F5OQWJZZaNzBBg==', deadline())
  await expect(keys).rejects.toMatchObject({ code: 'SESSION_KEY_STALE' })
})
