import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { corsHeaders, preflightHeaders, settleCors } from '../../../tools/contract/door/cors'
import type { EnvironmentSettings } from '../../../tools/contract/read/environments'
import { checkLimits } from '../../../tools/contract/door/limits-check'
import { createRateLimiter } from '../../../tools/contract/door/rate-limiter'
import { matchPath } from '../../../tools/contract/door/request-check'
import { routes } from '../../../gateway-config/generated/contract'
import { Failure } from '../core/failure'
import { replyTo, type HttpReply } from './replies'
import type { DoorRequest } from './serve'

export type Gateway = ReturnType<typeof createGateway>

/**
 * What an environment's settings ask of a gateway, at the function's own door: in the cloud there
 * is none before it. A deployment puts them beside the bundle; elsewhere there are none, and all
 * passes: the local gateway has asked already.
 *
 * Calls are counted by each instance for itself. The deployment gives each its share, the route's
 * count divided by the function's reserved instances, rounded up: all together never let more than
 * that pass, and a caller whose calls all reach one instance is refused when that share is used up.
 */
export function createGateway(settings = readSettings(), clock = Date.now) {
  const cors = settings && settleCors(settings.cors)
  const limiter = createRateLimiter(clock)

  return {
    /**
     * Answers a browser's preflight; undefined lets a request pass. Throws a Failure for one beyond
     * its route's limits.
     */
    admit(request: DoorRequest): HttpReply | undefined {
      if (!cors) return undefined
      const found = findRoute(request)
      const limits = found && settings.routes[found]
      const refusal = limits && checkLimits(found, limits, request, limiter)
      if (refusal) throw new Failure(refusal.code, refusal)
      const asked = preflightHeaders(cors, methodsOf(request.path), request)
      const reply = asked && replyTo(request, undefined)
      return reply && { ...reply, headers: { ...reply.headers, ...asked } }
    },

    /** A reply as clients of this environment know it. */
    finish(request: DoorRequest, reply: HttpReply): HttpReply {
      if (!cors) return reply
      const { statusMap } = settings.routes[findRoute(request) ?? ''] ?? {}
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

const all = Object.entries(routes)

/** Of a fixed path, or else of those with a parameter that fit. */
function methodsOf(path: string): string[] {
  const exact = all.filter(([, route]) => route.path === path)
  const here = exact.length ? exact : all.filter(([, route]) => matchPath(route.path, path))
  return here.map(([, { method }]) => method)
}

/** A fixed path goes before one with a parameter. */
function findRoute({ method, path }: DoorRequest): string | undefined {
  const here = all.filter(([, route]) => route.method === method && matchPath(route.path, path))
  return (here.find(([, route]) => route.path === path) ?? here[0])?.[0]
}
