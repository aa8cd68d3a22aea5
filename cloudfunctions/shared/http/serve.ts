import {
  type OperationId,
  routes,
  securitySchemes
} from '../../../gateway-config/generated/contract'
import validators from '../../../gateway-config/generated/request-validators'
import { makeRoute, type RouteRules } from '../../../tools/contract/door/make-route'
import { MAX_BODY_BYTES } from '../../../tools/contract/door/read-body'
import { checkRequest, type Route } from '../../../tools/contract/door/request-check'
import { type AnswerRules } from '../../../tools/contract/door/rules'
import { startDeadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { describeError, log } from '../core/log'
import { group, part, prepareParts } from '../parts/part'
import { type RoleKey } from '../settings/role-key'
import { authorize } from './authorize'
import { type Call } from './call'
import { type DoorReply, replyWith, replyWithFailure } from './door-reply'
import { type DoorRequest } from './door-request'
import { createEnvironment } from './environment'
import { createEventDoor } from './event-door'
import { makeCall } from './make-call'
import { replyNotWritten } from './not-written'
import { type Handle, type Operation } from './operation'
import { checksOf, type SecurityChecks } from './security'
import { listen } from './web-door'

type Operations = { [O in OperationId]?: Operation<O> }

/** A route of the contract that this function serves. */
type ServedRoute = Route & {
  handle: Handle
  answers?: AnswerRules
  refuse?(failure: Failure): Failure
}

/**
 * A function's two doors to its operations: `main_handler` takes events (function URL, API gateway,
 * timer); a bundle that Node was started with listens for HTTP, as an SCF web function. `security`
 * has the checks of the contract's schemes besides those that resolve to a session. Throws at load
 * when a setting that one of the operations needs is missing or weak.
 */
export function serve(
  operations: Operations,
  { security = {} }: { security?: SecurityChecks } = {}
) {
  const served = Object.keys(operations).map((id) => routeOf(id as OperationId))
  const schemes = new Set(served.flatMap((route) => route.security.flat().map((s) => s.scheme)))
  const needs = {
    handles: group(operations as Record<string, Operation<OperationId>>),
    checks: group(checksOf(schemes, security))
  }
  const made = part({
    needs,
    make: ({ handles, checks }) => ({ table: tableOf(served, operations, handles), checks })
  })
  const ready = prepareParts({ made })
  const environment = createEnvironment()
  let isCold = true

  async function answer(request: DoorRequest, roleKey?: RoleKey): Promise<DoorReply> {
    const startedAt = performance.now()
    const notes: Record<string, unknown> = { requestId: request.requestId, cold: isCold }
    isCold = false
    const note = (fields: Record<string, unknown>) => void Object.assign(notes, fields)
    let reply: DoorReply
    // after a freeze, closed connections are reported in the same turn as the request: notice first
    await new Promise(setImmediate)
    try {
      reply = environment.admit(request) ?? (await run(request, note, roleKey))
    } catch (error) {
      reply = replyWithFailure(request, error)
      note(describeError(error))
    }
    const level = reply.status < 500 ? 'info' : 'error'
    note({ status: reply.status, ms: Math.round(performance.now() - startedAt) })
    log(level, notes)
    return environment.finish(request, reply)
  }

  async function run(
    request: DoorRequest,
    note: Call<never>['note'],
    roleKey?: RoleKey
  ): Promise<DoorReply> {
    const deadline = startDeadline(request.remainingMs)
    const { table, checks } = (await ready(roleKey)).parts.made
    const checked = checkRequest(table, request)
    const { route } = checked
    if (route) note({ operation: route.operationId })
    if ('refusal' in checked) {
      const isUnserved = ['NOT_FOUND', 'METHOD_NOT_ALLOWED'].includes(checked.refusal.code)
      const unwritten = isUnserved && replyNotWritten(served, request, environment.isLocal)
      if (unwritten) return replyWith(request, unwritten)
      const failure = new Failure(checked.refusal.code, checked.refusal)
      throw route?.refuse?.(failure) ?? failure
    }
    const { headers, remoteAddress, body: rawBody } = request
    const known = { headers, rawBody, remoteAddress, deadline, note }
    const guard = { schemes: securitySchemes, checks }
    const caller = await authorize(checked.route, request, known, guard)
    const call = makeCall(known, checked.input, caller, roleKey)
    return replyWith(request, await checked.route.handle(call), checked.route.answers)
  }

  /** A timer calls now and then, so that the next call finds its connection open. */
  async function warmUp(remainingMs: number): Promise<void> {
    const prepared = await ready()
    await prepared.warmUp(startDeadline(remainingMs))
  }

  // a bundle is a single module: if Node was started with it, SCF wants a web function
  if (require.main === module) listen(answer, largestBody(served))
  return { main_handler: createEventDoor(answer, warmUp) }
}

function tableOf(
  served: Route[],
  operations: Operations,
  handles: Record<string, Handle>
): ServedRoute[] {
  return served.map((route) => {
    const id = route.operationId as OperationId
    const { answers } = routes[id] as { answers?: AnswerRules }
    const handle = handles[id]
    if (!handle) throw new Error(`no handler for ${id}`)
    return { ...route, handle, answers, refuse: operations[id]?.refuse }
  })
}

function routeOf(operationId: OperationId): Route {
  const rules: RouteRules = routes[operationId]
  if (!validators[`${operationId}Parameters`])
    throw new Error(`no validator for ${operationId}: run npm run contract`)
  return makeRoute(operationId, rules, validators, securitySchemes)
}

function largestBody(served: Route[]): number {
  return Math.max(...served.map(({ body }) => body?.maxBytes ?? MAX_BODY_BYTES))
}
