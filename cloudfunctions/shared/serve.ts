import { checkRequest, type HttpRequest, type Route } from '../../gateway-config/request-check'
import type { Authenticate } from './authenticate'
import { routes, type OperationId, type RequestBody, type Result } from './contract'
import { startDeadline, type Deadline } from './deadline'
import { createEventDoor } from './event-door'
import { Failure } from './failure'
import { describeError, log } from './log'
import type { Session } from './sessions'
import validators from './validators'
import { createWebDoor } from './web-door'

/** One call of an operation, checked against the contract. */
export interface Call<O extends OperationId> {
  body: RequestBody<O>
  /** Path parameters by name. */
  params: Record<string, string>
  /** The caller's session, where the contract asks for a token. */
  session: (typeof routes)[O]['authenticated'] extends true ? Session : undefined
  deadline: Deadline
  /** Adds fields to this call's line in the log. Never codes, tokens, openids or keys. */
  note(fields: Record<string, unknown>): void
}

/** Answers with the contract's JSON, or with nothing (204). Throws Failure. */
export type Operation<O extends OperationId> = (call: Call<O>) => Promise<Result<O>>

/** What a door hands in. `remainingMs` is what the platform still grants. */
export type DoorRequest = HttpRequest & { requestId: string; remainingMs: number }

export interface HttpReply {
  status: number
  headers: Record<string, string>
  body: string
}

type AnyOperation = (call: Call<never>) => Promise<unknown>

/**
 * A function's two doors over one set of operations: `main_handler` takes events (function URL and
 * API gateway), `listen` serves HTTP as an SCF web function.
 */
export function serve(
  operations: { [O in OperationId]?: Operation<O> },
  options: { authenticate?: Authenticate } = {}
) {
  const table = Object.entries(operations) as [OperationId, AnyOperation][]
  const served = table.map(([operationId, run]) => ({ ...routeOf(operationId), run }))
  let isCold = true

  async function answer(request: DoorRequest): Promise<HttpReply> {
    const startedAt = performance.now()
    const notes: Record<string, unknown> = { requestId: request.requestId, cold: isCold }
    isCold = false
    const note = (fields: Record<string, unknown>) => void Object.assign(notes, fields)
    let reply: HttpReply
    // after a freeze, news of closed connections waits beside the request: it is taken in first
    await new Promise(setImmediate)
    try {
      reply = replyTo(request, await run(request, note))
    } catch (error) {
      reply = refuse(request, error)
      note(describeError(error))
    }
    const level = reply.status < 500 ? 'info' : 'error'
    log(level, { ...notes, status: reply.status, ms: Math.round(performance.now() - startedAt) })
    return reply
  }

  async function run(request: DoorRequest, note: Call<never>['note']): Promise<unknown> {
    const checked = checkRequest(served, request)
    if ('refusal' in checked) throw new Failure(checked.refusal.code, checked.refusal)
    const { route, params, body } = checked
    note({ operation: route.operationId })
    const deadline = startDeadline(request.remainingMs)
    const { authenticate } = options
    if (route.authenticated && !authenticate)
      throw new Failure('SERVER_ERROR', { detail: { reason: 'no authenticate' } })
    const session = route.authenticated
      ? await authenticate?.(request.headers.authorization, deadline)
      : undefined
    return route.run({ body, params, session, deadline, note } as Call<never>)
  }

  return { main_handler: createEventDoor(answer), listen: createWebDoor(answer) }
}

function routeOf(operationId: OperationId): Route {
  const checkQuery = validators[`${operationId}Query`]
  if (!checkQuery) throw new Error(`no validator for ${operationId}: run npm run contract`)
  const checkBody = validators[`${operationId}Body`]
  return { operationId, ...routes[operationId], checkQuery, checkBody }
}

function replyTo({ requestId }: DoorRequest, result: unknown): HttpReply {
  const headers = { 'cache-control': 'no-store', 'x-request-id': requestId }
  if (result === undefined) return { status: 204, headers, body: '' }
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(result)
  }
}

/** The one exit of every failure. */
function refuse(request: DoorRequest, error: unknown): HttpReply {
  const failure = error instanceof Failure ? error : new Failure('SERVER_ERROR')
  const { code, message, status, headers } = failure
  const reply = replyTo(request, { code, message, requestId: request.requestId })
  return { ...reply, status, headers: { ...reply.headers, ...headers } }
}
