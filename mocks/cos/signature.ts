import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { CosError } from './errors'
import { type KeyRing } from './keys'

/** A request as far as its signature covers it. Names of headers in lower case. */
export interface SignedRequest {
  method: string
  /** Decoded. */
  path: string
  query: URLSearchParams
  headers: Record<string, string | string[] | undefined>
}

/** How far the clock of whoever signs may be ahead. */
const SKEW_SECONDS = 15 * 60

/**
 * Checks a request's signature, from its Authorization header or its query. Returns false for a
 * request without one.
 * @see https://cloud.tencent.com/document/product/436/7778
 */
export function checkSignature(request: SignedRequest, keys: KeyRing, now: Date): boolean {
  const { query, headers } = request
  const header = headers.authorization
  const given = typeof header === 'string' ? new URLSearchParams(escapePlus(header)) : query
  if (!given.has('q-signature')) return false
  const part = (name: string) => given.get(name) ?? ''
  if (part('q-sign-algorithm') !== 'sha1')
    throw new CosError('InvalidArgument', 'q-sign-algorithm must be sha1')
  const token = headers['x-cos-security-token'] ?? query.get('x-cos-security-token') ?? undefined
  const secretKey = keys.secretOf(part('q-ak'), token as string | undefined)
  checkTime(part('q-sign-time'), now)
  checkTime(part('q-key-time'), now)
  const text = [
    request.method.toLowerCase(),
    request.path,
    listed(part('q-url-param-list'), (name) => findParameter(query, name)),
    listed(part('q-header-list'), (name) => headers[name] as string | undefined),
    ''
  ].join('\n')
  const toSign = `sha1\n${part('q-sign-time')}\n${sha1(text)}\n`
  compare(part('q-signature'), hmac(hmac(secretKey, part('q-key-time')), toSign))
  return true
}

/** The signature of a POST policy: of its JSON text, not of the base64 in the form. */
export function signPolicy(secretKey: string, keyTime: string, policyText: string): string {
  return hmac(hmac(secretKey, keyTime), sha1(policyText))
}

export function compare(given: string, expected: string): void {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  if (a.length !== b.length || !timingSafeEqual(a, b))
    throw new CosError('SignatureDoesNotMatch', 'The signature does not match')
}

/** `<from>;<to>`, in seconds. */
export function checkTime(span: string, now: Date): void {
  const [, from = NaN, to = NaN] = (/^(\d+);(\d+)$/.exec(span) ?? []).map(Number)
  const seconds = now.getTime() / 1000
  if (!(from <= to)) throw new CosError('InvalidArgument', 'a time span must be <from>;<to>')
  if (from - SKEW_SECONDS > seconds)
    throw new CosError('RequestTimeTooSkewed', 'The request is signed for a later time')
  if (to < seconds) throw new CosError('AccessDenied', 'Request has expired')
}

function listed(names: string, valueOf: (name: string) => string | undefined): string {
  return names
    .split(';')
    .filter(Boolean)
    .map((name) => {
      const value = valueOf(name)
      if (value === undefined)
        throw new CosError('SignatureDoesNotMatch', 'A signed header or parameter is missing')
      return `${name}=${encode(value)}`
    })
    .join('&')
}

/** Names are listed in lower case and encoded. */
function findParameter(query: URLSearchParams, name: string): string | undefined {
  for (const [key, value] of query) if (encode(key).toLowerCase() === name) return value
  return undefined
}

/** A plus in a header is a plus. */
function escapePlus(text: string): string {
  return text.replaceAll('+', '%2B')
}

function encode(text: string): string {
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
