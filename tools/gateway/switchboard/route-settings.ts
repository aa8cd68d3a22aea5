import { checkLimits } from '../../contract/door/limits-check'
import { type RateLimiter } from '../../contract/door/rate-limiter'
import { type AnswerRoute } from '../routing/door'
import { failure } from '../server/failure'

/** Answers within a route's limits, with the statuses that its clients expect. */
export function withRouteSettings(limiter: RateLimiter, answer: AnswerRoute): AnswerRoute {
  return async (table, route, request) => {
    const { operationId, settings } = route
    const { statusMap } = settings
    const counted = `${table.environment} ${operationId}`
    const refusal = checkLimits(counted, settings, request, limiter)
    const reply = refusal
      ? failure(table, refusal.code, request, refusal)
      : await answer(table, route, request)
    return statusMap ? { ...reply, status: statusMap[reply.status] ?? reply.status } : reply
  }
}
