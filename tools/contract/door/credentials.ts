import { decode, readCookies, readPairs } from './read-pairs'
import { type HttpRequest } from './request-check'
import { type Requirement, type SecurityScheme } from './rules'

type Sent = Pick<HttpRequest, 'headers' | 'rawQuery'>

/**
 * The credential that a request carries for a scheme: a bearer's token, `user:password` of basic, or
 * the key; '' for a scheme that only a check of one's own can read. undefined where it has none.
 */
export function credentialOf(
  { type, in: place, key = '' }: SecurityScheme,
  { headers, rawQuery }: Sent
): string | undefined {
  const { authorization = '' } = headers
  if (type === 'bearer') return /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
  if (type === 'basic') {
    const [, encoded] = /^Basic +([\w+/=-]+) *$/i.exec(authorization) ?? []
    return encoded && Buffer.from(encoded, 'base64').toString('utf8')
  }
  if (type === 'other') return ''
  if (place === 'header') return headers[key.toLowerCase()]
  const pairs = place === 'cookie' ? readCookies(headers.cookie) : readPairs(rawQuery, 'query')
  const raw = pairs.find(({ name }) => name === key)?.raw
  return raw ? decoded(raw) : undefined
}

/** What cannot be decoded is no credential. */
function decoded(raw: string): string | undefined {
  try {
    return decode(raw, 'query')
  } catch {
    return undefined
  }
}

/** Whether a request carries all credentials of one of the alternatives, whatever they are worth. */
export function hasCredentials(
  security: readonly Requirement[],
  schemes: Record<string, SecurityScheme | undefined>,
  request: Sent
): boolean {
  if (!security.length) return true
  return security.some((requirement) =>
    requirement.every(({ scheme: name }) => {
      const scheme = schemes[name]
      return scheme !== undefined && credentialOf(scheme, request) !== undefined
    })
  )
}
