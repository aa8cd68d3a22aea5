import { createCipheriv } from 'node:crypto'
import { type Failure } from '../../../cloudfunctions/shared/core/failure'
import { pushSenders } from '../../../cloudfunctions/shared/settings/setting-rules'
import { checkPushAddress, openPush } from '../../../cloudfunctions/wechat/open-push'
import { encryptPush, signPush, writeXml } from '../../../mocks/wechat/push-crypto'

/** WeChat's own example of the message push. */
const APP = 'wxba5fad812f8e6fb9'
const TOKEN = 'AAAAA'
const AES_KEY = 'A'.repeat(43)
const MESSAGE = {
  ToUserName: 'gh_97417a04a28d',
  FromUserName: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY',
  CreateTime: 1714112445,
  MsgType: 'event',
  Event: 'debug_demo',
  debug_str: 'hello world'
}
const ENCRYPT =
  '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04='
const QUERY = {
  timestamp: '1714112445',
  nonce: '415670741',
  msg_signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3'
}
const NOW = new Date(1714112445_000)
const CLOUD = { isLocal: false }
const sendersOf = (text: string) => pushSenders(text, CLOUD) ?? []
const secure = sendersOf(`${APP}:${TOKEN}:${AES_KEY}`)
const body = (value: object) => Buffer.from(JSON.stringify(value))
const example = body({ ToUserName: 'gh_97417a04a28d', Encrypt: ENCRYPT })

const codeOf = (act: () => unknown) => {
  try {
    return act()
  } catch (error) {
    return (error as Failure).code
  }
}

it("opens WeChat's example of an encrypted message", () => {
  expect(openPush(QUERY, example, secure, NOW)).toEqual({ appId: APP, message: MESSAGE })
})

it("signs and encrypts as WeChat's examples do", () => {
  expect(signPush(TOKEN, '1714036504', '1514711492')).toBe(
    'f464b24fc39322e44b38aa78f5edd27bd1441696'
  )
  const key = { appId: APP, aesKey: AES_KEY }
  expect(encryptPush(JSON.stringify(MESSAGE), { ...key, random: 'a8eedb185eb2fecf' })).toBe(ENCRYPT)
  const reply = encryptPush('{"demo_resp":"good luck"}', { ...key, random: '707722b803182950' })
  expect(reply).toBe(
    'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=='
  )
  expect(signPush(TOKEN, '1713424427', '415670741', reply)).toBe(
    '1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1'
  )
})

it('accepts the address check of the example', () => {
  const query = {
    signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
    timestamp: '1714036504',
    nonce: '1514711492'
  }
  const at = (seconds: number) => new Date(seconds * 1000)
  expect(codeOf(() => checkPushAddress(query, secure, at(1714036504)))).toBeUndefined()
  expect(codeOf(() => checkPushAddress(query, secure, at(1714036504 + 301)))).toBe(
    'UNAUTHENTICATED'
  )
})

it.each([
  ['another signature', { msg_signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b4' }, secure],
  ['no signature', { msg_signature: undefined }, secure],
  [
    'the signature of a plain message',
    { msg_signature: undefined, signature: signPush(TOKEN, QUERY.timestamp, QUERY.nonce) },
    secure
  ],
  ['another time', { timestamp: '1714112446' }, secure],
  ['no time', { timestamp: 'now' }, secure],
  ['another app', {}, sendersOf(`wx4f4bc4dec97d474b:${TOKEN}:${AES_KEY}`)],
  ['another key', {}, sendersOf(`${APP}:${TOKEN}:${'B'.repeat(42)}A`)],
  ['another token', {}, sendersOf(`${APP}:BBBBB:${AES_KEY}`)],
  ['no settings', {}, []]
])('refuses an encrypted message with %s', (_what, change, senders) => {
  expect(codeOf(() => openPush({ ...QUERY, ...change }, example, senders, NOW))).toBe(
    'UNAUTHENTICATED'
  )
})

it.each([-301, 301])('refuses a message that is %d seconds off', (seconds) => {
  const now = new Date(NOW.getTime() + seconds * 1000)
  expect(codeOf(() => openPush(QUERY, example, secure, now))).toBe('UNAUTHENTICATED')
})

it('opens messages of two tokens and keys while they are being replaced, and of several apps', () => {
  const other = 'wx4f4bc4dec97d474b'
  const senders = sendersOf(
    `${other}:CCCCC:${'C'.repeat(42)}A,${APP}:BBBBB:${'B'.repeat(42)}A,${APP}:${TOKEN}:${AES_KEY}`
  )
  expect(openPush(QUERY, example, senders, NOW).appId).toBe(APP)
  for (const { appId, token, aesKey } of [
    { appId: other, token: 'CCCCC', aesKey: `${'C'.repeat(42)}A` },
    { appId: APP, token: 'BBBBB', aesKey: `${'B'.repeat(42)}A` }
  ]) {
    const Encrypt = encryptPush('{"Event":"e"}', { appId, aesKey })
    const query = {
      ...QUERY,
      msg_signature: signPush(token, QUERY.timestamp, QUERY.nonce, Encrypt)
    }
    const opened = openPush(query, body({ Encrypt }), senders, NOW)
    expect(opened).toEqual({ appId, message: { Event: 'e' } })
  }
})

describe('with a signature that is right', () => {
  const key = Buffer.from(`${AES_KEY}=`, 'base64')
  const encrypt = (content: Buffer) => {
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    return Buffer.concat([cipher.update(content), cipher.final()]).toString('base64')
  }
  const contentOf = (text: string, { length = text.length, appId = APP, padding = 0 } = {}) => {
    const head = Buffer.alloc(20)
    head.writeUInt32BE(length, 16)
    const content = Buffer.concat([head, Buffer.from(text + appId)])
    const pad = 32 - (content.length % 32)
    return Buffer.concat([content, Buffer.alloc(pad, padding || pad)])
  }
  const open = (Encrypt: unknown) => {
    const signed = signPush(TOKEN, QUERY.timestamp, QUERY.nonce, String(Encrypt))
    const query = { ...QUERY, msg_signature: signed }
    return codeOf(() => openPush(query, body({ Encrypt }), secure, NOW))
  }

  it('opens what is encrypted rightly', () => {
    expect(open(encrypt(contentOf('{"a":1}')))).toEqual({ appId: APP, message: { a: 1 } })
  })

  it.each([
    ['nothing', ''],
    ['what is not base64', '***'],
    ['base64 of too few bytes', Buffer.alloc(15, 1).toString('base64')],
    ['base64 of no whole blocks', Buffer.alloc(40, 1).toString('base64')],
    ['bytes that were never encrypted', Buffer.alloc(64, 7).toString('base64')],
    ['a cut message', encrypt(contentOf('{"a":1}')).slice(0, 43)],
    ['no padding', encrypt(Buffer.alloc(32, 0))],
    ['padding of 33', encrypt(contentOf('{"a":1}', { padding: 33 }))],
    ['padding longer than the message', encrypt(Buffer.alloc(32, 32))],
    ['a length beyond its end', encrypt(contentOf('{"a":1}', { length: 1000 }))],
    ['a huge length', encrypt(contentOf('{"a":1}', { length: 0xffffffff }))],
    ['the app id of another', encrypt(contentOf('{"a":1}', { appId: 'wx4f4bc4dec97d474b' }))],
    ['an app id with more behind it', encrypt(contentOf('{"a":1}', { appId: `${APP}x` }))],
    ['no app id', encrypt(contentOf('{"a":1}', { appId: '' }))],
    ['a number', 7],
    ['a list', ['a']]
  ])('refuses %s', (_what, encrypted) => {
    expect(open(encrypted)).toBe('UNAUTHENTICATED')
  })

  it.each(['', 'success', '[1]', '<xml><a>&b;</a></xml>', '<!DOCTYPE xml><xml></xml>'])(
    'answers a bad request for %p inside',
    (text) => expect(open(encrypt(contentOf(text)))).toBe('INVALID_REQUEST')
  )
})

describe('a plain message', () => {
  const query = { ...QUERY, signature: signPush(TOKEN, QUERY.timestamp, QUERY.nonce) }

  it('is taken where the token has no key', () => {
    const opened = openPush(query, body(MESSAGE), sendersOf(`${APP}:${TOKEN}`), NOW)
    expect(opened).toEqual({ appId: APP, message: MESSAGE })
  })

  it('is refused where it has one', () => {
    expect(codeOf(() => openPush(query, body(MESSAGE), secure, NOW))).toBe('UNAUTHENTICATED')
  })

  it.each(['', '[]', 'null', '7', '{"a":', '<xml>', '<xml a="b"></xml>'])(
    'is a bad request as %p if it is signed, and otherwise unauthenticated',
    (text) => {
      const senders = sendersOf(`${APP}:${TOKEN}`)
      const open = (given: object) =>
        codeOf(() => openPush({ ...query, ...given }, Buffer.from(text), senders, NOW))
      expect(open({})).toBe('INVALID_REQUEST')
      expect(open({ signature: '0'.repeat(40) })).toBe('UNAUTHENTICATED')
    }
  )
})

it('opens messages of any length', () => {
  for (let length = 0; length < 70; length++) {
    const message = { text: '雨'.repeat(length) + 'x'.repeat(length % 3) }
    const Encrypt = encryptPush(JSON.stringify(message), { appId: APP, aesKey: AES_KEY })
    const query = {
      ...QUERY,
      msg_signature: signPush(TOKEN, QUERY.timestamp, QUERY.nonce, Encrypt)
    }
    expect(openPush(query, body({ Encrypt }), secure, NOW).message).toEqual(message)
  }
})

it('reads names that WeChat writes with a space', () => {
  const query = { ...QUERY, signature: signPush(TOKEN, QUERY.timestamp, QUERY.nonce) }
  const opened = openPush(query, body({ ' OpenID': 'o1' }), sendersOf(`${APP}:${TOKEN}`), NOW)
  expect(opened.message).toEqual({ OpenID: 'o1' })
})

it('opens encrypted XML', () => {
  const Encrypt = encryptPush(writeXml(MESSAGE), { appId: APP, aesKey: AES_KEY })
  const query = { ...QUERY, msg_signature: signPush(TOKEN, QUERY.timestamp, QUERY.nonce, Encrypt) }
  const { message } = openPush(query, Buffer.from(writeXml({ Encrypt })), secure, NOW)
  expect(message).toEqual({ ...MESSAGE, CreateTime: '1714112445' })
})
