/**
 * A route's limits at the door. The local gateway and the functions in the cloud ask the same
 * question here, so what passes on a laptop passes there.
 */
import type { RouteSettings } from '../read/environments'
import type { Caller, RateLimiter } from './rate-limiter'
import type { HttpRequest } from './request-check'

export type Limits = Pick<RouteSettings, 'maxHeaderBytes' | 'maxBodyBytes' | 'rateLimit'>

export interface LimitRefusal {
  code: 'INVALID_REQUEST' | 'PAYLOAD_TOO_LARGE' | 'RATE_LIMITED'
  message: string
  headers?: Record<string, string>
}

/**
 * Says with which code of the contract a request is refused that is beyond the limits of `what`;
 * undefined lets it pass.
 */
export function checkLimits(
  what: string,
  { maxBodyBytes, maxHeaderBytes, rateLimit }: Limits,
  request: Pick<HttpRequest, 'headers' | 'body'> & Caller,
  limiter: RateLimiter
): LimitRefusal | undefined {
  if (maxHeaderBytes !== undefined && headerBytes(request.headers) > maxHeaderBytes)
    return { code: 'INVALID_REQUEST', message: `headers: more than ${maxHeaderBytes} bytes` }
  if (maxBodyBytes !== undefined && bodyBytes(request.body, maxBodyBytes) > maxBodyBytes)
    return { code: 'PAYLOAD_TOO_LARGE', message: `body: more than ${maxBodyBytes} bytes` }
  const waitSeconds = rateLimit && limiter(what, rateLimit, request)
  if (waitSeconds === undefined) return undefined
  return {
    code: 'RATE_LIMITED',
    message: `more than ${rateLimit?.count} calls a ${rateLimit?.per}`,
    headers: { 'retry-after': String(waitSeconds) }
  }
}

/** As they were on the wire: name, colon, space, value, line end; without what the platform adds. */
function headerBytes(headers: HttpRequest['headers']): number {
  let bytes = 0
  for (const name in headers)
    if (!name.startsWith('x-scf-')) bytes += name.length + (headers[name]?.length ?? 0) + 4
  return bytes
}

/** A character has three bytes at most: a short body needs no counting. */
function bodyBytes(body: string, most: number): number {
  return body.length * 3 <= most ? 0 : Buffer.byteLength(body)
}
