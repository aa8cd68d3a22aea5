import type { CorsSettings, GatewayRequest, Reply } from './types'

/** What a page in a browser needs; any origin, as the local stack guards nothing of value. */
export const OPEN_CORS: CorsSettings = {
  origins: ['*'],
  headers: ['*'],
  maxAgeSeconds: 600
}

const EXPOSED = [
  'x-request-id',
  'x-gateway-source',
  'x-gateway-environment',
  'retry-after',
  'preference-applied'
].join(', ')

/** The headers by which a page may read a reply; none for a call that no page of another origin made. */
export function corsHeaders(
  { origins }: CorsSettings,
  origin: string | undefined
): Record<string, string> | undefined {
  if (!origin) return undefined
  const isOpen = origins.includes('*')
  if (!isOpen && !origins.includes(origin)) return { vary: 'origin' }
  return {
    'access-control-allow-origin': isOpen ? '*' : origin,
    'access-control-expose-headers': EXPOSED,
    ...(!isOpen && { vary: 'origin' })
  }
}

/** Answers the question that a browser asks before a call that no plain form could make. */
export function answerPreflight(
  { headers, maxAgeSeconds }: CorsSettings,
  methods: string[],
  request: GatewayRequest
): Reply | undefined {
  const isPreflight =
    request.method === 'OPTIONS' && request.headers['access-control-request-method']
  if (!isPreflight || !methods.length) return undefined
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': methods.join(', '),
      // a bare * would leave authorization out, so it says yes to what was asked
      'access-control-allow-headers': headers.includes('*')
        ? (request.headers['access-control-request-headers'] ?? '')
        : headers.join(', '),
      'access-control-max-age': String(maxAgeSeconds)
    },
    body: '',
    source: 'gateway'
  }
}
