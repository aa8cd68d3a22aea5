import { createHash, createHmac } from 'node:crypto'
import { type SignedRequest } from '../api/signature'
import { type CloudAccount } from '../state'

/**
 * The object store's error code for a request's signature; undefined when the account signed it
 * recently, for this bucket.
 * @see https://cloud.tencent.com/document/product/436/7778
 */
export function findSignatureProblem(
  { method, headers }: SignedRequest,
  { pathname, searchParams }: URL,
  { secretId, secretKey }: CloudAccount
): string | undefined {
  const given = Object.fromEntries(new URLSearchParams(headers.authorization))
  const isInTime = ['q-sign-time', 'q-key-time'].every((name) => isNow(given[name]))
  if (given['q-ak'] !== secretId) return 'InvalidAccessKeyId'
  if (!isInTime) return 'AccessDenied'
  // the host names the bucket
  if (!given['q-header-list']?.split(';').includes('host')) return 'SignatureDoesNotMatch'
  const listed = (names = '', valueOf: (name: string) => string | null | undefined) =>
    names
      .split(';')
      .filter(Boolean)
      .map((name) => `${name}=${encode(valueOf(name) ?? '')}`)
      .join('&')
  const query = listed(given['q-url-param-list'], (name) => searchParams.get(name))
  const signed = listed(given['q-header-list'], (name) => headers[name])
  const asked = [method.toLowerCase(), decodeURIComponent(pathname), query, signed, ''].join('\n')
  const digest = createHash('sha1').update(asked).digest('hex')
  const toSign = `sha1\n${given['q-sign-time']}\n${digest}\n`
  const key = hmac(secretKey, given['q-key-time'] ?? '')
  return given['q-signature'] === hmac(key, toSign) ? undefined : 'SignatureDoesNotMatch'
}

/** `<from>;<to>`, in seconds */
function isNow(span = ''): boolean {
  const [from = NaN, to = NaN] = span.split(';').map(Number)
  const seconds = Date.now() / 1000
  // allows for clocks that differ a little
  return from - 60 <= seconds && seconds <= to
}

function hmac(key: string, text: string): string {
  return createHmac('sha1', key).update(text).digest('hex')
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  )
}
