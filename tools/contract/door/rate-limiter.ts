import { createHash } from 'node:crypto'
import { networkOf } from './caller-address'
import { type HttpRequest } from './request-check'

/** Further calls within the same second or minute are answered with 429. */
export interface RateLimit {
  count: number
  per: 'second' | 'minute'
  /** What calls are counted by; a call without a token counts for its address. */
  by: 'address' | 'token'
}

/** What identifies the caller of a request. */
export type Caller = Pick<HttpRequest, 'headers'> & { remoteAddress?: string }

const PERIOD_MS = { second: 1000, minute: 60_000 }

/**
 * Counts calls per caller in windows of a second or a minute, as gateways do. Counts are dropped when
 * the next window begins, so memory stays bounded.
 */
export function createRateLimiter(clock: () => number) {
  const windows = new Map<string, { number: number; counts: Map<string, number> }>()

  /** Seconds until the caller may try again; undefined when this call is within the limit. */
  return (what: string, limit: RateLimit, request: Caller): number | undefined => {
    const periodMs = PERIOD_MS[limit.per]
    const now = clock()
    const number = Math.floor(now / periodMs)
    let window = windows.get(what)
    if (window?.number !== number) {
      window = { number, counts: new Map() }
      windows.set(what, window)
    }
    const caller = callerOf(limit, request)
    const count = (window.counts.get(caller) ?? 0) + 1
    window.counts.set(caller, count)
    if (count <= limit.count) return undefined
    return Math.max(1, Math.ceil(((number + 1) * periodMs - now) / 1000))
  }
}

export type RateLimiter = ReturnType<typeof createRateLimiter>

/** Tokens are counted by their hash, so that none is kept in memory. */
function callerOf({ by }: RateLimit, { headers, remoteAddress = '' }: Caller): string {
  const { authorization } = headers
  return by === 'token' && authorization
    ? createHash('sha256').update(authorization).digest('hex')
    : networkOf(remoteAddress)
}
