import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { http } from '../../../cloudfunctions/shared/http-client/http'
import { accessTokens } from '../../../cloudfunctions/shared/wechat/access-tokens'
import { wechatApps } from '../../../cloudfunctions/shared/wechat/wechat-apps'
import { askWechat, type WechatAnswer } from '../../../cloudfunctions/shared/wechat/wechat-http'
import { startWechat, type WechatStandIn } from '../../../mocks/wechat'
import { startTestStack } from '../../support/stack'
import { logIn } from '../caller'

const APP = 'wx1111111111111111'
const SECRET = 'a'.repeat(32)
const STABLE_TOKEN = '/cgi-bin/stable_token'
let wechat: WechatStandIn
let now: Date
beforeEach(async () => {
  wechat = await startWechat({ appId: APP, appSecret: SECRET })
  now = new Date('2030-01-01T00:00:00Z')
})
afterEach(() => wechat.stop())

const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000))

/** One instance of a function; `tokenNow` returns the token that an API call would use. */
function startInstance(secrets = [SECRET]) {
  const parts = {
    askWechat: askWechat.make({ http: http.make({}, undefined) }, { url: wechat.url }),
    wechatApps: wechatApps.make({}, [{ appId: APP, secrets }]),
    clock: () => now
  }
  const tokens = accessTokens.make(parts, undefined)
  return {
    tokenNow: async () => {
      let used = ''
      await tokens.withToken(APP, startDeadline(5000), async (token) => {
        used = token
        return { errcode: 0 }
      })
      return used
    },
    call: (answer: (token: string) => WechatAnswer | Promise<WechatAnswer>) =>
      tokens.withToken(APP, startDeadline(5000), async (token) => answer(token))
  }
}

describe('an access token', () => {
  it('fetches an access token on first use, once for simultaneous calls, and keeps it', async () => {
    const { tokenNow } = startInstance()
    const all = await Promise.all(Array.from({ length: 20 }, tokenNow))
    expect(new Set(all).size).toBe(1)
    later(6000)
    expect(await tokenNow()).toBe(all[0])
    expect(wechat.asked).toEqual([STABLE_TOKEN])
  })

  it('gets the same token for every instance, and invalidates none', async () => {
    const [one, other] = [startInstance(), startInstance()]
    expect(await one.tokenNow()).toBe(await other.tokenNow())
  })

  it('renews a token in its last five minutes, and uses the old one until it expires', async () => {
    const { tokenNow } = startInstance()
    const first = await tokenNow()
    later(7200 - 299)
    wechat.refuse(STABLE_TOKEN, -1)
    expect(await tokenNow()).toBe(first)
    later(300)
    await expect(tokenNow()).rejects.toMatchObject({ code: 'WECHAT_UNAVAILABLE' })
    wechat.refuse(STABLE_TOKEN, undefined)
    wechat.app().endToken()
    expect(await tokenNow()).not.toBe(first)
  })

  it.each([40001, 40014, 42001])('replaces a token once after errcode %i', async (errcode) => {
    const { tokenNow, call } = startInstance()
    const dead = await tokenNow()
    wechat.app().endToken()
    const used: string[] = []
    const answer = await call((token) => {
      used.push(token)
      return { errcode: token === dead ? errcode : 0 }
    })
    expect(answer).toEqual({ errcode: 0 })
    expect(used).toHaveLength(2)
    expect(await tokenNow()).toBe(used[1])
    // only once
    const asked = wechat.asked.length
    expect(await call(() => ({ errcode }))).toEqual({ errcode })
    expect(wechat.asked.length - asked).toBe(1)
  })

  it('keeps a new token although an older one is refused to a call that began before', async () => {
    const { tokenNow, call } = startInstance()
    const old = await tokenNow()
    wechat.app().endToken()
    const answer = (token: string) => ({ errcode: token === old ? 40001 : 0 })
    let goOn: () => void = () => undefined
    const waiting = new Promise<void>((resolve) => (goOn = resolve))
    const slow = call(async (token) => {
      if (token === old) await waiting
      return answer(token)
    })
    expect(await call(answer)).toEqual({ errcode: 0 })
    const asked = wechat.asked.length
    goOn()
    expect(await slow).toEqual({ errcode: 0 })
    expect(wechat.asked).toHaveLength(asked)
  })

  it('asks with the other secret while one is being replaced', async () => {
    const { tokenNow } = startInstance(['b'.repeat(32), SECRET])
    expect(await tokenNow()).toMatch(/^[\w-]{128}$/)
    expect(wechat.asked).toHaveLength(2)
  })
})

describe('an access token in a function', () => {
  it('logs which setting to change after errcode 40164, and does not tell the client', async () => {
    const stack = await startTestStack()
    stack.wechat?.refuse(STABLE_TOKEN, 40164)
    const alice = await logIn(stack, 'alice')
    const refused = await alice.call('POST', '/session/key-check')
    expect([refused.status, refused.body]).toMatchObject([
      500,
      { code: 'SERVER_MISCONFIGURED', message: 'Something went wrong on our side' }
    ])
    expect(stack.lines.join('\n')).toMatch(/"errcode":40164.*IP whitelist/)
    await stack.stop()
  })

  it('needs no access token for a login', async () => {
    const stack = await startTestStack()
    stack.wechat?.refuse(STABLE_TOKEN, -1)
    await logIn(stack, 'alice')
    expect(stack.wechat?.asked).toEqual(['/sns/jscode2session'])
    await stack.stop()
  })

  it('replaces an invalid token without failing the call', async () => {
    const stack = await startTestStack()
    const alice = await logIn(stack, 'alice')
    await alice.call('POST', '/session/key-check')
    stack.wechat?.app().endToken()
    expect((await alice.call('POST', '/session/key-check')).body).toEqual({ valid: true })
    await stack.stop()
  })
})
