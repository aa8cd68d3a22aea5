import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { routes } from '../../../gateway-config/generated/contract'
import {
  corsHeaders,
  type CorsSettings,
  preflightHeaders,
  settleCors
} from '../../../tools/contract/door/cors'
import { findRoute, methodsOf } from '../../../tools/contract/door/find-route'
import { checkLimits, type RouteLimits } from '../../../tools/contract/door/limits-check'
import { createRateLimiter } from '../../../tools/contract/door/rate-limiter'
import { Failure } from '../core/failure'
import { type DoorReply, replyWith } from './door-reply'
import { type DoorRequest } from './door-request'

/** What a deployment writes beside the bundle: all but what only the local gateway uses. */
interface EnvironmentSettings {
  cors: Partial<CorsSettings> & Pick<CorsSettings, 'origins'>
  /** By operationId. */
  routes: Record<string, (RouteLimits & { statusMap?: Record<number, number> }) | undefined>
}

/**
 * The limits, CORS rules and status map of the environment that a function is deployed to. In the
 * cloud no gateway applies them before the function does. A deployment writes them beside the
 * bundle; without them everything passes, because the local gateway has applied them already.
 *
 * Each instance counts calls by itself. A deployment gives every instance its share: the route's
 * limit divided by the function's reserved instances, rounded up. So all instances together let no
 * more than that through, and a caller whose calls all reach one instance is refused after that
 * share.
 */
export function createEnvironment(settings = readSettings(), clock = Date.now) {
  const cors = settings && settleCors(settings.cors)
  const limiter = createRateLimiter(clock)

  return {
    /** Without a deployment's settings, the function runs behind the local gateway or in a test. */
    isLocal: settings === undefined,

    /**
     * Answers a browser's preflight request; undefined lets a request pass. Throws a Failure for a
     * request that exceeds its route's limits.
     */
    admit(request: DoorRequest): DoorReply | undefined {
      if (!cors) return undefined
      const found = operationIdOf(request)
      const limits = found && settings.routes[found]
      const refusal = limits && checkLimits(found, limits, request, limiter)
      if (refusal) throw new Failure(refusal.code, refusal)
      const allowed = preflightHeaders(cors, methodsOf(contractRoutes, request.path), request)
      const reply = allowed && replyWith(request, undefined)
      return reply && { ...reply, headers: { ...reply.headers, ...allowed } }
    },

    /** Adds what this environment's settings change in a reply. */
    finish(request: DoorRequest, reply: DoorReply): DoorReply {
      if (!cors) return reply
      const { statusMap } = settings.routes[operationIdOf(request) ?? ''] ?? {}
      return {
        ...reply,
        status: statusMap?.[reply.status] ?? reply.status,
        headers: { ...reply.headers, ...corsHeaders(cors, request.headers.origin) }
      }
    }
  }
}

function readSettings(): EnvironmentSettings | undefined {
  const file = path.join(__dirname, 'gateway.json')
  if (!existsSync(file)) return undefined
  return (JSON.parse(readFileSync(file, 'utf8')) as { settings: EnvironmentSettings }).settings
}

const contractRoutes = Object.entries(routes).map(([operationId, route]) => ({
  operationId,
  ...route
}))

function operationIdOf({ method, path }: DoorRequest): string | undefined {
  return findRoute(contractRoutes, method, path)?.route.operationId
}
