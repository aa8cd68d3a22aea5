/**
 * Which web pages may call, by the environment's settings. Shared by the local gateway and the
 * deployed functions.
 */
import { type HttpRequest } from './request-check'

export interface CorsSettings {
  /** Origins that may call; '*' allows all. */
  origins: string[]
  /** Request headers that a page may send, in lower case; '*' allows all. */
  headers: string[]
  maxAgeSeconds: number
}

/** Response headers that pages may read. */
export const EXPOSED_HEADERS = 'x-request-id, retry-after'

/** Fills in the defaults: any header may be sent, and browsers do not cache the preflight. */
export function settleCors({
  origins,
  headers = ['*'],
  maxAgeSeconds = 0
}: Partial<CorsSettings> & Pick<CorsSettings, 'origins'>): CorsSettings {
  return { origins, headers, maxAgeSeconds }
}

/**
 * The headers that let a page read a reply and the headers listed in `exposed`; undefined for a
 * request without an Origin.
 */
export function corsHeaders(
  { origins }: CorsSettings,
  origin: string | undefined,
  exposed = EXPOSED_HEADERS
): Record<string, string> | undefined {
  if (!origin) return undefined
  const isOpen = origins.includes('*')
  if (!isOpen && !origins.includes(origin)) return { vary: 'origin' }
  return {
    'access-control-allow-origin': isOpen ? '*' : origin,
    'access-control-expose-headers': exposed,
    ...(!isOpen && { vary: 'origin' })
  }
}

/**
 * The headers that answer a browser's preflight; undefined when the request is not one, or when its
 * path has no `methods`.
 */
export function preflightHeaders(
  { headers, maxAgeSeconds }: CorsSettings,
  methods: string[],
  request: Pick<HttpRequest, 'method' | 'headers'>
): Record<string, string> | undefined {
  const isPreflight =
    request.method === 'OPTIONS' && request.headers['access-control-request-method']
  if (!isPreflight || !methods.length) return undefined
  return {
    'access-control-allow-methods': methods.join(', '),
    // a literal * would not cover authorization, so repeat what was asked for
    'access-control-allow-headers': headers.includes('*')
      ? (request.headers['access-control-request-headers'] ?? '')
      : headers.join(', '),
    'access-control-max-age': String(maxAgeSeconds)
  }
}
