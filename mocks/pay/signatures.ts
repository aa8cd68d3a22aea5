import { createCipheriv, type KeyObject, randomBytes, sign, verify } from 'node:crypto'

type Key = { id: string; privateKey: KeyObject }

/** WeChat Pay refuses a request whose time differs by more. */
const CLOCK_SECONDS = 300

export const nonce = (): string => randomBytes(16).toString('hex')

/** The headers with which WeChat Pay signs an answer or a notification. */
export function signatureOf(key: Key, body: string, at: Date): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const once = nonce()
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': once,
    'wechatpay-serial': key.id,
    'wechatpay-signature': signText(key.privateKey, `${timestamp}\n${once}\n${body}\n`)
  }
}

export function signText(key: KeyObject, text: string): string {
  return sign('sha256', Buffer.from(text), key).toString('base64')
}

export function isSigned(key: KeyObject, text: string, signature: string): boolean {
  return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'))
}

interface Request {
  method: string
  /** With its query. */
  url: string
  headers: Record<string, string | string[] | undefined>
  body: string
}

interface Merchant {
  mchId: string
  merchant: { id: string; publicKey: KeyObject }
}

/** What is wrong with a request's Authorization; undefined when it is the merchant's. */
export function findForgery(
  { mchId, merchant }: Merchant,
  { method, url, headers, body }: Request,
  now: Date
): string | undefined {
  const [, scheme, list = ''] = /^(\S+) (.*)$/.exec(String(headers.authorization ?? '')) ?? []
  if (scheme !== 'WECHATPAY2-SHA256-RSA2048') return 'Authorization: unknown scheme'
  const given = Object.fromEntries(
    [...list.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value])
  ) as Record<string, string | undefined>
  const { timestamp = '', nonce_str = '', signature = '' } = given
  if (given.mchid !== mchId) return 'Authorization: unknown mchid'
  if (given.serial_no !== merchant.id) return 'Authorization: unknown serial_no'
  if (!(Math.abs(now.getTime() / 1000 - Number(timestamp)) <= CLOCK_SECONDS))
    return 'Authorization: the timestamp is more than 5 minutes off'
  const text = `${method}\n${url}\n${timestamp}\n${nonce_str}\n${body}\n`
  return isSigned(merchant.publicKey, text, signature)
    ? undefined
    : 'Authorization: wrong signature'
}

/** A notification's encrypted part. */
export function encrypt(apiV3Key: string, type: string, value: object) {
  const once = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(once))
  cipher.setAAD(Buffer.from(type))
  const sealed = [cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()]
  return {
    original_type: type,
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: Buffer.concat(sealed).toString('base64'),
    associated_data: type,
    nonce: once
  }
}
