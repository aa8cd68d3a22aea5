import { createHmac } from 'node:crypto'
import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { http } from '../../../cloudfunctions/shared/http-client/http'
import { accessTokens } from '../../../cloudfunctions/shared/wechat/access-tokens'
import { codeToSession } from '../../../cloudfunctions/shared/wechat/code-to-session'
import { wechatApps } from '../../../cloudfunctions/shared/wechat/wechat-apps'
import { askWechat, type WechatQuestion } from '../../../cloudfunctions/shared/wechat/wechat-http'
import { wechatUsers } from '../../../cloudfunctions/shared/wechat/wechat-users'
import { startWechat, type WechatStandIn } from '../../../mocks/wechat'

const APP = 'wx1111111111111111'
const SECRET = 'a'.repeat(32)
const OTHER_KEY = 'HyVFkGl5F5OQWJZZaNzBBg=='
const deadline = () => startDeadline(5000)
let wechat: WechatStandIn
beforeEach(async () => (wechat = await startWechat({ appId: APP, appSecret: SECRET })))
afterEach(() => wechat.stop())

async function logIn() {
  const asked: WechatQuestion[] = []
  const ask = askWechat.make({ http: http.make({}, undefined) }, { url: wechat.url })
  const parts = {
    askWechat: (question: WechatQuestion, ...rest: [ReturnType<typeof deadline>]) => {
      asked.push(question)
      return ask(question, ...rest)
    },
    wechatApps: wechatApps.make({}, [{ appId: APP, secrets: [SECRET] }]),
    clock: () => new Date()
  }
  const users = wechatUsers.make(
    { ...parts, accessTokens: accessTokens.make(parts, undefined) },
    undefined
  )
  const find = codeToSession.make(parts, undefined)
  const { openid, sessionKey } = await find(APP, 'dev-alice-1', deadline())
  return { users, user: { appId: APP, openid }, sessionKey, asked }
}

it("signs with the session_key as WeChat's published example does", async () => {
  const sign = (key: string, data: string) => createHmac('sha256', key).update(data).digest('hex')
  expect(sign('o0q0otL8aEzpcZL/FT9WsQ==', '{"foo":"bar"}')).toBe(
    '654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b'
  )
  const { users, user, sessionKey, asked } = await logIn()
  expect(await users.checkSessionKey(user, sessionKey, deadline())).toBe(true)
  expect(asked.at(-1)?.query).toMatchObject({
    openid: user.openid,
    signature: sign(sessionKey, ''),
    sig_method: 'hmac_sha256'
  })
})

it('reports a session_key that is not the user’s, and does not replace it', async () => {
  const { users, user } = await logIn()
  expect(await users.checkSessionKey(user, OTHER_KEY, deadline())).toBe(false)
  const replaced = users.resetSessionKey(user, OTHER_KEY, deadline())
  await expect(replaced).rejects.toMatchObject({ code: 'SESSION_KEY_STALE' })
})
