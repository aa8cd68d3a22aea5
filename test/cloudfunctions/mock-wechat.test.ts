import { createDecipheriv, createHmac } from 'node:crypto'
import { startWechat, type WechatStandIn } from '../../mocks/wechat'

const APP = { appid: 'wx1111111111111111', secret: 'a'.repeat(32) }
const OTHER_APP = { appid: 'wx2222222222222222', secret: 'b'.repeat(32) }
type Answer = Record<string, unknown> & { errcode?: number; session_key: string; openid: string }

let wechat: WechatStandIn
beforeAll(async () => {
  const moreApps = { [OTHER_APP.appid]: OTHER_APP.secret }
  wechat = await startWechat({ appId: APP.appid, appSecret: APP.secret, moreApps })
})
afterAll(() => wechat.stop())

async function ask(path: string, query: Record<string, string>, body?: object): Promise<Answer> {
  const url = `${wechat.url}${path}?${new URLSearchParams(query).toString()}`
  const init = body && { method: 'POST', body: JSON.stringify(body) }
  return (await (await fetch(url, init)).json()) as Answer
}
const logIn = (js_code: string, app = APP) =>
  ask('/sns/jscode2session', { ...app, js_code, grant_type: 'authorization_code' })
const newToken = async (app = APP) => {
  const body = { ...app, grant_type: 'client_credential' }
  return (await ask('/cgi-bin/stable_token', {}, body)).access_token as string
}

it('answers a login as text/plain, without an errcode', async () => {
  const query = new URLSearchParams({ ...APP, js_code: 'dev-alice-1' })
  const response = await fetch(`${wechat.url}/sns/jscode2session?${query.toString()}`)
  expect(response.headers.get('content-type')).toBe('text/plain')
  expect(Object.keys((await response.json()) as object).sort()).toEqual(['openid', 'session_key'])
})

it('accepts each code once', async () => {
  expect(await logIn('dev-bob-1')).not.toHaveProperty('errcode')
  expect(await logIn('dev-bob-1')).toMatchObject({ errcode: 40163 })
})

it('keeps a user’s openid and renews the session_key at each login', async () => {
  const [first, second] = [await logIn('dev-carol-1'), await logIn('dev-carol-2')]
  expect(second.openid).toBe(first.openid)
  expect(second.session_key).not.toBe(first.session_key)
  expect((await logIn('dev-carol-3', OTHER_APP)).openid).not.toBe(first.openid)
})

it.each([
  ['an unknown code', { js_code: 'nonsense' }, 40029],
  ['a code for an errcode', { js_code: 'errcode-40226' }, 40226],
  ['no code', {}, 41008],
  ['an unknown AppID', { appid: 'wx3333333333333333', js_code: 'dev-dave-1' }, 40013],
  ['a wrong secret', { secret: 'f'.repeat(32), js_code: 'dev-dave-1' }, 40125]
])('answers %s with its errcode', async (_what, query, errcode) => {
  const answer = await ask('/sns/jscode2session', { ...APP, ...query })
  expect(answer).toMatchObject({ errcode, errmsg: expect.stringMatching(/, rid: /) as string })
})

it('checks the secret before it consumes the code', async () => {
  await logIn('dev-erin-1', { ...APP, secret: 'f'.repeat(32) })
  expect(await logIn('dev-erin-1')).not.toHaveProperty('errcode')
})

it('returns the same access token to all callers until it is invalidated', async () => {
  const token = await newToken()
  expect(await newToken()).toBe(token)
  wechat.app().endToken()
  expect(await newToken()).not.toBe(token)
  const used = { access_token: token }
  expect(await ask('/wxa/checksession', used)).toMatchObject({ errcode: 40001 })
})

it('reveals a phone number once, and only for the openid of its user', async () => {
  const openid = wechat.app().accounts.openidOf('frank')
  const numberOf = async (code: string, whose: string) =>
    ask(
      '/wxa/business/getuserphonenumber',
      { access_token: await newToken() },
      { code, openid: whose }
    )
  expect(await numberOf('phone-frank-0', 'oSomebodyElse')).toMatchObject({ errcode: 40003 })
  expect(await numberOf('phone-frank-1', openid)).toMatchObject({
    errcode: 0,
    phone_info: { purePhoneNumber: expect.stringMatching(/^138\d{8}$/) as string }
  })
  expect(await numberOf('phone-frank-1', openid)).toMatchObject({ errcode: 40163 })
})

it('checks and replaces a session_key by its signature', async () => {
  const { openid, session_key } = await logIn('dev-grace-1')
  const signed = async (key: string) => ({
    access_token: await newToken(),
    openid,
    signature: createHmac('sha256', key).update('').digest('hex'),
    sig_method: 'hmac_sha256'
  })
  expect(await ask('/wxa/checksession', await signed(session_key))).toMatchObject({ errcode: 0 })
  const reset = await ask('/wxa/resetusersessionkey', await signed(session_key))
  expect(reset.session_key).not.toBe(session_key)
  expect(await ask('/wxa/checksession', await signed(session_key))).toMatchObject({
    errcode: 87009
  })
})

it('encrypts data that the user’s session_key opens', async () => {
  const { session_key } = await logIn('dev-heidi-1')
  const { encryptedData, iv } = wechat.app().accounts.encrypt('heidi', { steps: 7 })
  const bytes = (text: string) => Buffer.from(text, 'base64')
  const decipher = createDecipheriv('aes-128-cbc', bytes(session_key), bytes(iv))
  const opened = Buffer.concat([decipher.update(bytes(encryptedData)), decipher.final()])
  expect(JSON.parse(opened.toString())).toMatchObject({
    steps: 7,
    watermark: { appid: APP.appid }
  })
})

it('refuses a path with the errcode that a test sets, and only until it is lifted', async () => {
  wechat.refuse('/sns/jscode2session', -1)
  expect(await logIn('dev-ivan-1')).toMatchObject({ errcode: -1 })
  wechat.refuse('/sns/jscode2session', undefined)
  expect(await logIn('dev-ivan-1')).not.toHaveProperty('errcode')
})

it.each(['html', 'badJson', 'serverError'])('fails as %s on request', async (fault) => {
  await expect(logIn(`fault-${fault}-1`)).rejects.toThrow('JSON')
})

it('sends a huge answer on request', async () => {
  expect((await logIn('fault-huge-1')).openid.length).toBeGreaterThan(64 * 1024)
})

it('has nothing at an address that begins with two slashes', async () => {
  expect((await fetch(`${wechat.url}//`)).status).toBe(404)
})
