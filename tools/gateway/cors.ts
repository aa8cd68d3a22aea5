import {
  corsHeaders,
  EXPOSED_HEADERS,
  preflightHeaders,
  type CorsSettings
} from '../contract/door/cors'
import type { GatewayRequest, Reply } from './types'

const EXPOSED = `${EXPOSED_HEADERS}, x-gateway-source, x-gateway-environment, preference-applied`

/** The headers by which a page may read a reply, and what the gateway says of it. */
export function pageHeaders(
  settings: CorsSettings,
  origin: string | undefined
): Record<string, string> | undefined {
  return corsHeaders(settings, origin, EXPOSED)
}

/** Answers the question that a browser asks before a call that no plain form could make. */
export function answerPreflight(
  settings: CorsSettings,
  methods: string[],
  request: GatewayRequest
): Reply | undefined {
  const headers = preflightHeaders(settings, methods, request)
  return headers && { status: 204, headers, body: '', source: 'gateway' }
}
