/**
 * Who may call from a web page, by the environment's settings. The local gateway and the functions
 * in the cloud say the same, so it stands here once.
 */
import type { HttpRequest } from './request-check'

export interface CorsSettings {
  /** Origins that may call; '*' is any. */
  origins: string[]
  /** Request headers that a page may send, in lower case; '*' is any. */
  headers: string[]
  maxAgeSeconds: number
}

/** What a page may read of any reply, beside its body. */
export const EXPOSED_HEADERS = 'x-request-id, retry-after'

/** The settings whole: where nothing is said, any header may be sent and no answer is kept. */
export function settleCors({
  origins,
  headers = ['*'],
  maxAgeSeconds = 0
}: Partial<CorsSettings> & Pick<CorsSettings, 'origins'>): CorsSettings {
  return { origins, headers, maxAgeSeconds }
}

/**
 * The headers by which a page may read a reply, and those of its headers that are `exposed`; none
 * for a call that no page of another origin made.
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
 * What is said to a browser that asks before a call that no plain form could make; undefined when
 * this is no such question, or is about a path without `methods`.
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
    // a bare * would leave authorization out, so it says yes to what was asked
    'access-control-allow-headers': headers.includes('*')
      ? (request.headers['access-control-request-headers'] ?? '')
      : headers.join(', '),
    'access-control-max-age': String(maxAgeSeconds)
  }
}
