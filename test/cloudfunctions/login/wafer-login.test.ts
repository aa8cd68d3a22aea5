import { type Schemas } from '../../../gateway-config/generated/contract'
import { startTestStack, type TestStack } from '../../support/stack'
import { logIn, newCode } from '../caller'
import { PICTURES, uploadAs } from '../pictures'
import { loadWaferClient, type WaferClient, type WaferResponse } from './wafer-client'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

const accounts = () => stack.wechat!.app().accounts

function clientOf(user: string): WaferClient {
  const client = loadWaferClient({
    newCode: () => newCode(user),
    userInfo: () => ({ encryptedData: '', iv: '' })
  })
  client.sdk.setLoginUrl(`${stack.url}/login`)
  return client
}

const loginWithCode = ({ sdk }: WaferClient) =>
  new Promise<Schemas['WaferUser']>((success, fail) =>
    sdk.loginWithCode({ success: (user) => success(user as never), fail })
  )
const request = ({ sdk }: WaferClient, path: string, method = 'GET') =>
  new Promise<WaferResponse>((success, fail) =>
    sdk.request({ url: stack.url + path, method, success, fail })
  )
const keyOf = ({ storage }: WaferClient) => [...storage.values()][0]?.skey ?? ''

describe('the unmodified wafer2-client-sdk', () => {
  it('logs in, reads a protected resource and logs out', async () => {
    const client = clientOf('alice')
    const userinfo = await loginWithCode(client)
    expect(userinfo).toEqual({
      openId: accounts().openidOf('alice'),
      nickName: '',
      gender: 0,
      language: '',
      city: '',
      province: '',
      country: '',
      avatarUrl: ''
    })
    const { statusCode, data } = await request(client, '/session')
    expect([statusCode, data]).toMatchObject([
      200,
      { code: 0, data: { session: { current: true } } }
    ])
    expect((await request(client, '/session', 'DELETE')).statusCode).toBe(204)
    expect(client.asked).toEqual(['/login', '/session', '/session'])
  })

  it('logs in with the user info that the phone has encrypted', async () => {
    const key = Buffer.alloc(16, 'zoe').toString('base64')
    accounts().nextSessionKey('zoe', key)
    const data = { openId: accounts().openidOf('zoe'), nickName: '佐伊', gender: 2 }
    const client = loadWaferClient({
      newCode: () => newCode('zoe'),
      userInfo: () => accounts().encrypt('zoe', data)
    })
    client.sdk.setLoginUrl(`${stack.url}/login`)
    const userinfo = await new Promise((success, fail) => client.sdk.login({ success, fail }))
    expect(userinfo).toMatchObject(data)
    expect((await request(client, '/session')).statusCode).toBe(200)
  })

  it('survives an expired skey: it logs in again and sends the request again', async () => {
    const client = clientOf('bob')
    await loginWithCode(client)
    const before = keyOf(client)
    await stack.database.query('UPDATE sessions SET expires_at = created_at')
    const { statusCode, data } = await request(client, '/user')
    expect([statusCode, data]).toMatchObject([200, { code: 0, data: { user: {} } }])
    expect(keyOf(client)).not.toBe(before)
    expect(client.asked).toEqual(['/login', '/user', '/login', '/user'])
  })

  it('keeps its session while the database is unavailable', async () => {
    const client = clientOf('carol')
    await loginWithCode(client)
    const before = keyOf(client)
    stack.proxy.refuse(true)
    const { statusCode, data } = await request(client, '/user')
    stack.proxy.refuse(false)
    expect([statusCode, data.code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
    expect(keyOf(client)).toBe(before)
    expect(client.asked).toEqual(['/login', '/user'])
  })

  it('fails with the envelope, and nothing internal in it, when WeChat refuses the code', async () => {
    const client = loadWaferClient({
      newCode: () => 'errcode-40029',
      userInfo: () => ({ encryptedData: 'A'.repeat(64), iv: `${'A'.repeat(22)}==` })
    })
    client.sdk.setLoginUrl(`${stack.url}/login`)
    const failing = new Promise((success, fail) => client.sdk.login({ success, fail }))
    await expect(failing).rejects.toThrow('响应错误，{"code":-1,"error":"ERR_GET_SESSION_KEY"}')
  })
})

interface WaferAnswer {
  code: number
  error?: string
  data?: Schemas['WaferSession']['data']
}
const waferLogin = async (headers: Record<string, string>) => {
  const response = await stack.fetch('/login', { headers })
  const body = (await response.json()) as WaferAnswer
  return { status: response.status, headers: response.headers, body }
}
const withData = (code: string, { encryptedData, iv }: { encryptedData: string; iv: string }) => ({
  'X-WX-Code': code,
  'X-WX-Encrypted-Data': encryptedData,
  'X-WX-IV': iv
})

describe('GET /login', () => {
  it('forbids caches to store a login', async () => {
    const { headers, body } = await waferLogin({ 'x-wx-code': newCode('dave') })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(Object.keys(body.data ?? {}).sort()).toEqual(['skey', 'time', 'userinfo'])
    expect(Math.abs((body.data?.time ?? 0) - Date.now() / 1000)).toBeLessThan(5)
  })

  it('returns the profile that the user filled in', async () => {
    const erin = await logIn(stack, 'erin')
    const avatarKey = await uploadAs(erin)
    await erin.call('PUT', '/user/profile', { nickname: '艾琳', avatarKey })
    const { body } = await waferLogin({ 'x-wx-code': newCode('erin') })
    expect(body.data?.userinfo.nickName).toBe('艾琳')
    const picture = await fetch(body.data?.userinfo.avatarUrl ?? '')
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(PICTURES['image/jpeg'])
  })

  it.each([
    ['without a code', {}, 400, 'ERR_HEADER_MISSED'],
    ['with an empty code', { 'x-wx-code': '' }, 400, 'ERR_HEADER_MISSED'],
    ['with a long code', { 'x-wx-code': 'x'.repeat(129) }, 400, 'ERR_HEADER_MISSED'],
    ['with a used code', { 'x-wx-code': 'errcode-40163' }, 401, 'ERR_GET_SESSION_KEY'],
    ['of a blocked user', { 'x-wx-code': 'errcode-40226' }, 403, 'ERR_GET_SESSION_KEY'],
    ['too often', { 'x-wx-code': 'errcode-45011' }, 429, 'ERR_GET_SESSION_KEY'],
    ['without our secret', { 'x-wx-code': 'errcode-40125' }, 500, 'ERR_GET_SESSION_KEY'],
    ['while WeChat is down', { 'x-wx-code': 'fault-reset-1' }, 503, 'ERR_GET_SESSION_KEY'],
    ['with an iv alone', { 'x-wx-code': 'dev-a-1', 'x-wx-iv': 'A' }, 400, 'ERR_IN_DECRYPT_DATA']
  ])(
    'answers a login %s in the envelope, with a status that fits',
    async (_what, headers, status, error) => {
      const answer = await waferLogin(headers)
      expect([answer.status, answer.body]).toEqual([status, { code: -1, error }])
      if (status === 429) expect(answer.headers.get('retry-after')).toBe('60')
    }
  )

  it('spends no code of a Wafer login while the database is unavailable', async () => {
    const code = newCode('frank')
    stack.proxy.refuse(true)
    expect((await waferLogin({ 'x-wx-code': code })).status).toBe(503)
    stack.proxy.refuse(false)
    expect((await waferLogin({ 'x-wx-code': code })).status).toBe(200)
  })
})

describe('encrypted data at a login', () => {
  /** The phone encrypts with the session_key that the code will return. */
  async function loginWith(user: string, data: object, change: (iv: Buffer) => void = () => {}) {
    // the mock would make a new key at the login: set the one that the phone has used
    const key = Buffer.alloc(16, user).toString('base64')
    accounts().nextSessionKey(user, key)
    const encrypted = accounts().encrypt(user, data)
    const iv = Buffer.from(encrypted.iv, 'base64')
    change(iv)
    return waferLogin(withData(newCode(user), { ...encrypted, iv: iv.toString('base64') }))
  }
  const info = (user: string) => ({
    openId: accounts().openidOf(user),
    nickName: 'Band',
    gender: 1,
    city: 'Guangzhou',
    avatarUrl: 'https://wx.qlogo.cn/0'
  })

  it('returns encrypted user info, and fills in a profile that is still empty', async () => {
    const { status, body } = await loginWith('grace', info('grace'))
    expect([status, body.data?.userinfo]).toMatchObject([200, { nickName: 'Band', gender: 1 }])
    const grace = await logIn(stack, 'grace')
    const shown = await grace.call('GET', '/user')
    expect(shown.body).toMatchObject({ user: { nickname: 'Band' } })
  })

  it('identifies the user by the code, never by the encrypted data', async () => {
    const victim = accounts().openidOf('victim')
    const { status, body } = await loginWith('mallory', { ...info('mallory'), openId: victim })
    expect([status, body]).toEqual([401, { code: -1, error: 'ERR_IN_DECRYPT_DATA' }])
    const rows = await stack.database.query('SELECT id FROM users WHERE openid = ?', [victim])
    expect(rows).toEqual([])
  })

  it('refuses encrypted data that was altered on the way', async () => {
    const { status, body } = await loginWith('heidi', info('heidi'), (iv) => (iv[0]! ^= 1))
    expect([status, body]).toEqual([401, { code: -1, error: 'ERR_IN_DECRYPT_DATA' }])
  })
})

describe('X-WX-Skey', () => {
  it('answers an invalid X-WX-Skey with 401 in the envelope, everywhere', async () => {
    for (const skey of ['', 'nonsense', 'a.b.c'])
      for (const path of ['/session', '/user', '/session/list']) {
        const response = await stack.fetch(path, { headers: { 'X-WX-Skey': skey } })
        expect([response.status, await response.json()]).toEqual([
          401,
          { code: -1, error: 'ERR_SKEY_INVALID' }
        ])
      }
  })

  it('does not wrap a failure that is not a logout', async () => {
    const { body } = await waferLogin({ 'x-wx-code': newCode('ivan') })
    const headers = { 'X-WX-Skey': body.data?.skey ?? '' }
    const response = await stack.fetch('/session/unknown', { method: 'DELETE', headers })
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'NOT_FOUND' }])
  })

  it('prefers Authorization to X-WX-Skey', async () => {
    const judy = await logIn(stack, 'judy')
    const headers = { authorization: `Bearer ${judy.token}`, 'X-WX-Skey': 'nonsense' }
    const response = await stack.fetch('/session', { headers })
    expect(await response.json()).toMatchObject({ session: { id: judy.session.id } })
  })
})
