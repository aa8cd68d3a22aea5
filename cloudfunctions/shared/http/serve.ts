import { type OperationId, routes } from '../../../gateway-config/generated/contract'
import validators from '../../../gateway-config/generated/validators'
import { checkRequest, type Route } from '../../../tools/contract/door/request-check'
import { startDeadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { describeError, log } from '../core/log'
import { part, prepareParts } from '../parts/part'
import { type DoorReply, replyWith, replyWithFailure } from './door-reply'
import { type DoorRequest } from './door-request'
import { createEnvironment } from './environment'
import { createEventDoor } from './event-door'
import { type Call, type Handle, type Operation } from './operation'
import { listen } from './web-door'

type Operations = { [O in OperationId]?: Operation<O> }

/**
 * A function's two doors to its operations: `main_handler` takes events (function URL, API gateway,
 * timer); a bundle that Node was started with listens for HTTP, as an SCF web function. Throws at
 * load when a setting that one of the operations needs is missing or weak.
 */
export function serve(operations: Operations) {
  const table = part({ needs: operations, make: tableOf })
  const ready = prepareParts({ table })
  const environment = createEnvironment()
  let isCold = true

  async function answer(request: DoorRequest): Promise<DoorReply> {
    const startedAt = performance.now()
    const notes: Record<string, unknown> = { requestId: request.requestId, cold: isCold }
    isCold = false
    const note = (fields: Record<string, unknown>) => void Object.assign(notes, fields)
    let reply: DoorReply
    // after a freeze, closed connections are reported in the same turn as the request: notice first
    await new Promise(setImmediate)
    try {
      reply = environment.admit(request) ?? replyWith(request, await run(request, note))
    } catch (error) {
      reply = replyWithFailure(request, error)
      note(describeError(error))
    }
    const level = reply.status < 500 ? 'info' : 'error'
    log(level, { ...notes, status: reply.status, ms: Math.round(performance.now() - startedAt) })
    return environment.finish(request, reply)
  }

  async function run(request: DoorRequest, note: Call<OperationId>['note']): Promise<unknown> {
    const deadline = startDeadline(request.remainingMs)
    const { parts } = await ready()
    const checked = checkRequest(parts.table, request)
    if ('refusal' in checked) throw new Failure(checked.refusal.code, checked.refusal)
    const { route, params, body } = checked
    note({ operation: route.operationId })
    const { headers, remoteAddress } = request
    return route.handle({ body, params, headers, remoteAddress, deadline, note })
  }

  /** A timer calls now and then, so that the next call finds its connection open. */
  async function warmUp(remainingMs: number): Promise<void> {
    const prepared = await ready()
    await prepared.warmUp(startDeadline(remainingMs))
  }

  // a bundle is a single module: if Node was started with it, SCF wants a web function
  if (require.main === module) listen(answer)
  return { main_handler: createEventDoor(answer, warmUp) }
}

function tableOf(handles: Record<string, Handle>): (Route & { handle: Handle })[] {
  return Object.entries(handles).map(([id, handle]) => ({ ...routeOf(id as OperationId), handle }))
}

function routeOf(operationId: OperationId): Route {
  const checkQuery = validators[`${operationId}Query`]
  if (!checkQuery) throw new Error(`no validator for ${operationId}: run npm run contract`)
  const checkBody = validators[`${operationId}Body`]
  return { operationId, ...routes[operationId], checkQuery, checkBody }
}
