import { checkLimits } from '../../contract/door/limits-check'
import type { RateLimiter } from '../../contract/door/rate-limiter'
import { failure } from '../failure'
import type { GatewayRequest, Reply } from '../types'
import type { SwitchedRoute, SwitchedTable } from './types'

/** Refuses what the route's settings do not allow; undefined lets the call pass. */
export function refuseBeyondLimits(
  table: SwitchedTable,
  { operationId, settings }: SwitchedRoute,
  request: GatewayRequest,
  limiter: RateLimiter
): Reply | undefined {
  const refusal = checkLimits(`${table.environment} ${operationId}`, settings, request, limiter)
  return refusal && failure(table, refusal.code, request, refusal)
}
