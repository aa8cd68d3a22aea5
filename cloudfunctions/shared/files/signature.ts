import { createHash, createHmac } from 'node:crypto'
import { type RoleKey } from '../settings/role-key'

/** A request, as far as its signature covers it. */
interface Signed {
  method: string
  /** Not encoded. */
  path: string
  host: string
  /** `<from>;<to>`, in seconds. */
  time: string
}

/**
 * The pairs that sign a request, for its Authorization header or its query. The host is signed, so
 * that they are good for this bucket only.
 * @see https://cloud.tencent.com/document/product/436/7778
 */
export function signRequest(
  key: RoleKey,
  { method, path, host, time }: Signed
): [string, string][] {
  const text = [method.toLowerCase(), path, '', `host=${encode(host)}`, ''].join('\n')
  const signature = hmac(hmac(key.secretKey, time), `sha1\n${time}\n${sha1(text)}\n`)
  return [
    ['q-sign-algorithm', 'sha1'],
    ['q-ak', key.secretId],
    ['q-sign-time', time],
    ['q-key-time', time],
    ['q-header-list', 'host'],
    ['q-url-param-list', ''],
    ['q-signature', signature]
  ]
}

/**
 * Signs a form's policy: its JSON text, not the base64 of it.
 * @see https://cloud.tencent.com/document/product/436/14690
 */
export function signPolicy(secretKey: string, time: string, policy: string): string {
  return hmac(hmac(secretKey, time), sha1(policy))
}

/** What encodeURIComponent leaves is encoded too. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
  )
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}

function hmac(key: string, text: string): string {
  return createHmac('sha1', key).update(text).digest('hex')
}
