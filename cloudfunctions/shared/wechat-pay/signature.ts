import { createDecipheriv, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import { secondsOf } from '../parts/clock'

/**
 * WeChat Pay v3: lines of text signed with RSA and SHA-256 by either side, and resources that only the
 * merchant can open.
 * @see https://pay.weixin.qq.com/doc/v3/merchant/4012365342
 */

/** Who signs for us: the merchant, with a key that WeChat Pay knows by its certificate's number. */
export interface Signer {
  mchId: string
  serial: string
  privateKey: KeyObject
}

/** Bytes that should come from WeChat Pay: an answer or a notification. Names in lower case. */
export interface Signed {
  headers: Record<string, string | undefined>
  body: Buffer
}

/** Why they do not count. A probe is a wrong signature that WeChat Pay sends on purpose. */
export type Forgery = 'no signature' | 'unknown serial' | 'stale' | 'probe' | 'wrong signature'

export interface Resource {
  ciphertext: string
  nonce: string
  associated_data?: string
}

/** Both sides refuse what is as old as this, or as far ahead. */
const CLOCK_SECONDS = 300
const TAG_BYTES = 16

export function signLines(key: KeyObject, ...lines: (string | number)[]): string {
  return signText(key, linesOf(lines))
}

export function signText(key: KeyObject, text: string): string {
  return sign('sha256', Buffer.from(text), key).toString('base64')
}

/** The header of a request. `url` is what is sent, with its query; `body` is empty for GET. */
export function authorization(
  { mchId, serial, privateKey }: Signer,
  { method, url, body }: { method: string; url: URL; body: string },
  now: Date
): string {
  const nonce = randomBytes(16).toString('hex')
  const timestamp = secondsOf(now)
  const path = url.pathname + url.search
  const signature = signLines(privateKey, method, path, timestamp, nonce, body)
  const fields = { mchid: mchId, nonce_str: nonce, timestamp, serial_no: serial, signature }
  const list = Object.entries(fields).map(([name, value]) => `${name}="${value}"`)
  return `WECHATPAY2-SHA256-RSA2048 ${list.join()}`
}

/** What is wrong with a signature; undefined when it is WeChat Pay's. `keys` by Wechatpay-Serial. */
export function findForgery(
  { headers, body }: Signed,
  keys: Map<string, KeyObject>,
  now: Date
): Forgery | undefined {
  const [timestamp, nonce, serial, signature] = ['timestamp', 'nonce', 'serial', 'signature'].map(
    (name) => headers[`wechatpay-${name}`]
  )
  if (!timestamp || !nonce || !serial || !signature) return 'no signature'
  if (signature.startsWith('WECHATPAY/SIGNTEST/')) return 'probe'
  const key = keys.get(serial)
  if (!key) return 'unknown serial'
  if (
    !/^\d{1,12}$/.test(timestamp) ||
    Math.abs(secondsOf(now) - Number(timestamp)) >= CLOCK_SECONDS
  )
    return 'stale'
  // the bytes as they came: JSON that is written again differs
  const text = Buffer.concat([Buffer.from(linesOf([timestamp, nonce])), body, Buffer.from('\n')])
  return verify('sha256', text, key, Buffer.from(signature, 'base64'))
    ? undefined
    : 'wrong signature'
}

/** Opens a notification's resource. Throws an Error when it was not sealed with this key, or holds no JSON. */
export function openResource(apiV3Key: Buffer, resource: Resource): unknown {
  const bytes = Buffer.from(resource.ciphertext, 'base64')
  const cipher = `aes-${apiV3Key.length === 16 ? 128 : 256}-gcm` as const
  const opener = createDecipheriv(cipher, apiV3Key, Buffer.from(resource.nonce), {
    authTagLength: TAG_BYTES
  })
  opener.setAAD(Buffer.from(resource.associated_data ?? ''))
  opener.setAuthTag(bytes.subarray(-TAG_BYTES))
  const text = Buffer.concat([opener.update(bytes.subarray(0, -TAG_BYTES)), opener.final()])
  try {
    return JSON.parse(text.toString('utf8'))
  } catch {
    // Node's message would quote what was decrypted
    throw new Error('resource: not JSON')
  }
}

function linesOf(lines: (string | number)[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
