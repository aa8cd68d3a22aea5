import { failure } from '../failure'
import type { GatewayRequest, Reply } from '../types'
import type { RateLimiter } from './rate-limiter'
import type { SwitchedRoute, SwitchedTable } from './types'

/** Refuses what the route's settings do not allow; undefined lets the call pass. */
export function refuseBeyondLimits(
  table: SwitchedTable,
  { operationId, settings }: SwitchedRoute,
  request: GatewayRequest,
  limiter: RateLimiter
): Reply | undefined {
  const { maxBodyBytes, maxHeaderBytes, rateLimit } = settings
  if (maxHeaderBytes !== undefined && headerBytes(request.headers) > maxHeaderBytes)
    return failure(table, 'INVALID_REQUEST', request, {
      message: `headers: more than ${maxHeaderBytes} bytes`
    })
  if (maxBodyBytes !== undefined && bodyBytes(request.body, maxBodyBytes) > maxBodyBytes)
    return failure(table, 'PAYLOAD_TOO_LARGE', request, {
      message: `body: more than ${maxBodyBytes} bytes`
    })
  const waitSeconds =
    rateLimit && limiter(`${table.environment} ${operationId}`, rateLimit, request)
  if (waitSeconds === undefined) return undefined
  return failure(table, 'RATE_LIMITED', request, {
    message: `more than ${rateLimit?.count} calls a ${rateLimit?.per}`,
    headers: { 'retry-after': String(waitSeconds) }
  })
}

/** As they were on the wire: name, colon, space, value, line end. */
function headerBytes(headers: GatewayRequest['headers']): number {
  let bytes = 0
  for (const name in headers) bytes += name.length + (headers[name]?.length ?? 0) + 4
  return bytes
}

/** A character has three bytes at most: a short body needs no counting. */
function bodyBytes(body: string, most: number): number {
  return body.length * 3 <= most ? 0 : Buffer.byteLength(body)
}
