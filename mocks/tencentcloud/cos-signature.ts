import { createHash, createHmac } from 'node:crypto'
import type { SignedRequest } from './signature'
import type { Account } from './state'

/**
 * Whether a request to the object store is signed with the account's key:
 * cloud.tencent.com/document/product/436/7778
 */
export function isSigned(
  { method, headers }: SignedRequest,
  { pathname, searchParams }: URL,
  { secretId, secretKey }: Account
): boolean {
  const given = Object.fromEntries(new URLSearchParams(headers.authorization))
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
  return given['q-ak'] === secretId && given['q-signature'] === hmac(key, toSign)
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
