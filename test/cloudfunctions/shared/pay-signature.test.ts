import {
  createCipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  verify,
  X509Certificate
} from 'node:crypto'
import {
  findForgery,
  openResource,
  signLines,
  signText
} from '../../../cloudfunctions/shared/wechat-pay/signature'
import { ANSWER, CERTIFICATE, PRIVATE_KEY, SIGNATURE_OF_SOURCE } from './pay-vectors'

const privateKey = createPrivateKey(PRIVATE_KEY)
const certificate = new X509Certificate(CERTIFICATE)
const keys = new Map([[ANSWER.headers['wechatpay-serial'], certificate.publicKey]])
const NOW = new Date(1_624_523_846_000)
const body = Buffer.from(ANSWER.body)

it("signs as WeChat Pay's own library does", () => {
  expect(signText(privateKey, 'source')).toBe(SIGNATURE_OF_SOURCE)
  const signature = Buffer.from(signLines(privateKey, 'GET', 1), 'base64')
  const text = Buffer.from('GET\n1\n')
  expect(verify('sha256', text, createPublicKey(privateKey), signature)).toBe(true)
})

it("accepts the notification of WeChat Pay's own tests, and opens it", () => {
  expect(findForgery({ headers: ANSWER.headers, body }, keys, NOW)).toBeUndefined()
  const { resource } = JSON.parse(ANSWER.body) as { resource: Parameters<typeof openResource>[1] }
  expect(openResource(Buffer.from(ANSWER.apiV3Key), resource)).toEqual({
    mchid: '1234567890',
    appid: '054aa7d7a2a54ab5898df65bd96f001c',
    create_time: '2020-06-30T12:12:00+08:00',
    out_contract_code: '21640bdbd08e473e828f3206a2741c6e'
  })
})

it.each([
  ['a byte more', { body: Buffer.concat([body, Buffer.from(' ')]) }, 'wrong signature'],
  ['another nonce', { headers: { 'wechatpay-nonce': 'x' } }, 'wrong signature'],
  ['another time', { headers: { 'wechatpay-timestamp': '1624523847' } }, 'wrong signature'],
  ['a time that is none', { headers: { 'wechatpay-timestamp': '1e9' } }, 'stale'],
  ['another serial', { headers: { 'wechatpay-serial': 'ABC' } }, 'unknown serial'],
  ['no signature', { headers: { 'wechatpay-signature': undefined } }, 'no signature'],
  ['a probe', { headers: { 'wechatpay-signature': 'WECHATPAY/SIGNTEST/x' } }, 'probe'],
  ['no base64', { headers: { 'wechatpay-signature': '****' } }, 'wrong signature']
] as { 0: string; 1: { headers?: object; body?: Buffer }; 2: string }[])(
  'refuses %s',
  (...[, change, forgery]: unknown[]) => {
    const { headers, ...rest } = change as { headers?: Record<string, string>; body?: Buffer }
    const signed = { headers: { ...ANSWER.headers, ...headers }, body, ...rest }
    expect(findForgery(signed, keys, NOW)).toBe(forgery)
  }
)

it.each([
  [-300, 'stale'],
  [-299, undefined],
  [299, undefined],
  [300, 'stale']
])('judges a clock that is %i seconds off', (seconds, forgery) => {
  const now = new Date(NOW.getTime() + seconds * 1000)
  expect(findForgery({ headers: ANSWER.headers, body }, keys, now)).toBe(forgery)
})

it('opens nothing that was sealed with another key or changed on the way', () => {
  const { resource } = JSON.parse(ANSWER.body) as { resource: Parameters<typeof openResource>[1] }
  const other = createHash('sha256').update('other').digest()
  expect(() => openResource(other, resource)).toThrow()
  const key = Buffer.from(ANSWER.apiV3Key)
  expect(() => openResource(key, { ...resource, associated_data: 'x' })).toThrow()
  const short = { ...resource, ciphertext: resource.ciphertext.slice(0, 8) }
  expect(() => openResource(key, short)).toThrow()
})

it('quotes nothing of a resource that is not JSON', () => {
  const key = createHash('sha256').update('mine').digest()
  const sealer = createCipheriv('aes-256-gcm', key, Buffer.alloc(12))
  const sealed = [sealer.update('openid-of-alice'), sealer.final(), sealer.getAuthTag()]
  const ciphertext = Buffer.concat(sealed).toString('base64')
  expect(() => openResource(key, { ciphertext, nonce: '\0'.repeat(12) })).toThrow(
    new Error('resource: not JSON')
  )
})
