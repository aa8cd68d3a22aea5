/**
 * Checks a request against its route's limits. The local gateway and the deployed functions share
 * this code, so what passes on a laptop passes in the cloud.
 */
import { headerBytes } from './head-size'
import { type Caller, type RateLimit, type RateLimiter } from './rate-limiter'
import { type HttpRequest } from './request-check'

export interface RouteLimits {
  rateLimit?: RateLimit
  maxBodyBytes?: number
  /** For all request headers together. */
  maxHeaderBytes?: number
}

interface LimitRefusal {
  code: 'INVALID_REQUEST' | 'PAYLOAD_TOO_LARGE' | 'RATE_LIMITED'
  message: string
  headers?: Record<string, string>
}

/**
 * Returns why a request is beyond the limits, with a code of the contract; undefined when it is not.
 * Calls are counted by `what`, the operationId.
 */
export function checkLimits(
  what: string,
  { maxBodyBytes, maxHeaderBytes, rateLimit }: RouteLimits,
  request: Pick<HttpRequest, 'headers' | 'body'> & Caller,
  limiter: RateLimiter
): LimitRefusal | undefined {
  if (maxHeaderBytes !== undefined && headerBytes(request.headers) > maxHeaderBytes)
    return { code: 'INVALID_REQUEST', message: `headers: more than ${maxHeaderBytes} bytes` }
  if (maxBodyBytes !== undefined && request.body.length > maxBodyBytes)
    return { code: 'PAYLOAD_TOO_LARGE', message: `body: more than ${maxBodyBytes} bytes` }
  const waitSeconds = rateLimit && limiter(what, rateLimit, request)
  if (waitSeconds === undefined) return undefined
  return {
    code: 'RATE_LIMITED',
    message: `more than ${rateLimit?.count} calls per ${rateLimit?.per}`,
    headers: { 'retry-after': String(waitSeconds) }
  }
}
