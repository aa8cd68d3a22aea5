import { randomBytes } from 'node:crypto'
import { routes } from '../../gateway-config/generated/contract'
import { bearer, freshCode, postJson, startTestStack } from '../support/stack'
import { newCode } from './caller'

/** Goes in and must never come out again, neither to an attacker nor into a log. */
const APP_SECRET = '0'.repeat(32)

it('S03: keeps secrets, codes, tokens, openids and keys out of logs and responses', async () => {
  const settings = {
    TOKEN_KEYS: `canary:${randomBytes(32).toString('base64')}`,
    SEALING_KEYS: `canary:${randomBytes(32).toString('base64')}`
  }
  const stack = await startTestStack(settings)
  const bodies: string[] = []
  const codes: string[] = []
  const send = async (path: string, init: RequestInit) => {
    const response = await stack.fetch(path, init)
    bodies.push((await response.text()) + JSON.stringify([...response.headers]))
  }
  const sendJson = (path: string, init: RequestInit) => {
    const headers = { ...init.headers, 'content-type': 'application/json' }
    return send(path, { ...init, headers })
  }
  const logIn = (code: string) => {
    codes.push(code)
    return send('/login', postJson({ code }))
  }

  const token = await stack.tokenOf('canary')
  await logIn(freshCode('canary'))
  bodies.splice(0)
  await logIn(codes[0] ?? '')
  for (const errcode of [-1, 40013, 40029, 40125, 40163, 40226, 45011])
    await logIn(`errcode-${errcode}`)
  for (const fault of ['reset', 'hang', 'redirect', 'html', 'badJson', 'huge', 'serverError'])
    await logIn(`fault-${fault}-canary`)
  await send('/login', postJson(`{"code":"${freshCode('x')}","more":"canary-value"`))
  await send('/login', postJson({ [freshCode('a-long-name-of-a-user')]: 1 }))
  await send(`/session?token=${token}`, {})
  await send('/session', bearer(token))
  await send('/session', bearer(`${token}x`))
  const accounts = stack.wechat!.app().accounts
  const encrypted = accounts.encrypt('canary', { openId: accounts.openidOf('canary') })
  const sessionKey = accounts.sessionKeyOf('canary') ?? ''
  const phoneCode = newCode('canary', 'phone')
  codes.push(phoneCode)
  const asJson = (method: string, body: object) =>
    bearer(token, { method, body: JSON.stringify(body) })
  for (const code of [phoneCode, phoneCode, 'errcode-40001', 'fault-html-canary'])
    await sendJson('/user/phone', asJson('POST', { code }))
  const [number] = await stack.database.query<{ phone: Buffer }>(
    'SELECT phone FROM users WHERE phone IS NOT NULL'
  )
  if ('bindPhone' in routes) expect(number?.phone).toBeDefined()
  await sendJson('/user/open-data', asJson('POST', encrypted))
  await sendJson('/user/open-data', asJson('POST', { ...encrypted, iv: `${'A'.repeat(22)}==` }))
  await sendJson('/user/profile', asJson('PUT', { nickname: 'canary-name', openid: 'canary-id' }))
  await send('/session/key-check', bearer(token, { method: 'POST' }))
  await send('/session/key-reset', bearer(token, { method: 'POST' }))
  await send(`/session/${'canary-id'.repeat(9)}`, bearer(token, { method: 'DELETE' }))
  for (const code of [newCode('canary'), 'errcode-40029', 'fault-html-canary']) {
    codes.push(code)
    const wafer = await stack.fetch('/login', { headers: { 'x-wx-code': code } })
    if (wafer.status !== 200) bodies.push(await wafer.text())
  }
  await send('/session', { headers: { 'x-wx-skey': token } })
  stack.proxy.loseAnswerTo(/CALL log_in/)
  await logIn(freshCode('lost')).then(() => bodies.pop())
  stack.proxy.refuse(true)
  await logIn(freshCode('down'))
  await send('/session', bearer(token))
  stack.proxy.refuse(false)

  const users = await stack.database.query<{ openid: string }>('SELECT openid FROM users')
  await stack.stop()
  const canaries = [
    APP_SECRET,
    token,
    sessionKey,
    encrypted.encryptedData,
    'canary-value',
    'canary-name',
    'canary-id',
    new URL(stack.proxy.url).password,
    ...codes,
    ...users.map(({ openid }) => openid),
    ...Object.values(settings).map((keys) => keys.slice('canary:'.length))
  ]
  const seen = [...stack.lines, ...bodies].join('\n')
  expect(seen).toContain('"operation":"login"')
  for (const canary of canaries.filter(Boolean)) expect(seen.includes(canary) && canary).toBe(false)
})
