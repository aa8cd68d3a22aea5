import {
  corsHeaders,
  type CorsSettings,
  EXPOSED_HEADERS,
  preflightHeaders
} from '../../contract/door/cors'
import { type GatewayRequest } from './incoming'
import { type GatewayReply } from './outgoing'

const EXPOSED = `${EXPOSED_HEADERS}, x-gateway-source, x-gateway-environment, x-gateway-refusal, preference-applied`

/** The headers that let a page read a reply and what the gateway adds to it. */
export function pageHeaders(
  settings: CorsSettings,
  origin: string | undefined
): Record<string, string> | undefined {
  return corsHeaders(settings, origin, EXPOSED)
}

/** Answers a browser's preflight; undefined for any other request. */
export function answerPreflight(
  settings: CorsSettings,
  methods: string[],
  request: GatewayRequest
): GatewayReply | undefined {
  const headers = preflightHeaders(settings, methods, request)
  return headers && { status: 204, headers, body: '', source: 'gateway' }
}
