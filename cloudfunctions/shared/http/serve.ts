import validators from '../../../gateway-config/generated/validators'
import {
  checkRequest,
  type HttpRequest,
  type Route
} from '../../../tools/contract/door/request-check'
import type { Authenticate } from '../accounts/authenticate'
import type { Config } from '../settings/config'
import { configure } from '../settings/configure'
import {
  routes,
  type OperationId,
  type RequestBody,
  type Result
} from '../../../gateway-config/generated/contract'
import type { Database } from '../database/database'
import { startDeadline, type Deadline } from '../core/deadline'
import { createEventDoor } from './event-door'
import { Failure } from '../core/failure'
import { createGateway } from './environment'
import { describeError, log } from '../core/log'
import { refuse, replyTo, type HttpReply } from './replies'
import type { Session } from '../accounts/sessions'
import { createWebDoor } from './web-door'

/** One call of an operation, checked against the contract. */
export interface Call<O extends OperationId> {
  body: RequestBody<O>
  /** Path parameters by name. */
  params: Record<string, string>
  /** Names in lower case. Nothing in them says who the caller is. */
  headers: HttpRequest['headers']
  /** The caller's, as the platform saw it. */
  remoteAddress?: string
  /** The caller's session, where the contract asks for a token. */
  session: (typeof routes)[O]['authenticated'] extends true ? Session : undefined
  deadline: Deadline
  /** Adds fields to this call's line in the log. Never codes, tokens, openids or keys. */
  note(fields: Record<string, unknown>): void
}

/** Answers with the contract's JSON, or with nothing (204). Throws Failure. */
export type Operation<O extends OperationId> = (call: Call<O>) => Promise<Result<O>>

/** What a door hands in. `remainingMs` is what the platform still grants. */
export type DoorRequest = HttpRequest & {
  requestId: string
  remoteAddress?: string
  remainingMs: number
}

/** What a function is made of. */
export interface Parts {
  /** Fixed paths before those with parameters. */
  operations: { [O in OperationId]?: Operation<O> }
  /** Needed where one of the operations wants a token. */
  authenticate?: Authenticate
  database: Database
}

type AnyOperation = (call: Call<never>) => Promise<unknown>

/**
 * A function's two doors over one set of operations: `main_handler` takes events (function URL, API
 * gateway, timer), `listen` serves HTTP as an SCF web function. `build` makes its parts of the
 * named sections of the settings, once.
 */
export function serve<S extends keyof Config>(
  sections: readonly S[],
  build: (config: Pick<Config, S>) => Parts
) {
  const ready = configure(sections, (config) => {
    const parts = build(config)
    return { ...parts, table: tableOf(parts.operations) }
  })
  const gateway = createGateway()
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
      reply = gateway.admit(request) ?? replyTo(request, await run(request, note))
    } catch (error) {
      reply = refuse(request, error)
      note(describeError(error))
    }
    const level = reply.status < 500 ? 'info' : 'error'
    log(level, { ...notes, status: reply.status, ms: Math.round(performance.now() - startedAt) })
    return gateway.finish(request, reply)
  }

  async function run(request: DoorRequest, note: Call<never>['note']): Promise<unknown> {
    const deadline = startDeadline(request.remainingMs)
    const { table, authenticate } = await ready()
    const checked = checkRequest(table, request)
    if ('refusal' in checked) throw new Failure(checked.refusal.code, checked.refusal)
    const { route, params, body } = checked
    note({ operation: route.operationId })
    const { headers, remoteAddress } = request
    if (route.authenticated && !authenticate)
      throw new Failure('SERVER_ERROR', { detail: { reason: 'no authenticate' } })
    const session = route.authenticated ? await authenticate?.(headers, deadline) : undefined
    const call = { body, params, headers, remoteAddress, session, deadline, note }
    return route.run(call as Call<never>)
  }

  /** A timer calls now and then, so that a call finds its connection standing. */
  async function warm(remainingMs: number): Promise<void> {
    const { database } = await ready()
    await database.ready(startDeadline(remainingMs))
  }

  return { main_handler: createEventDoor(answer, warm), listen: createWebDoor(answer) }
}

function tableOf(operations: Parts['operations']) {
  const table = Object.entries(operations) as [OperationId, AnyOperation][]
  return table.map(([operationId, run]) => ({ ...routeOf(operationId), run }))
}

function routeOf(operationId: OperationId): Route {
  const checkQuery = validators[`${operationId}Query`]
  if (!checkQuery) throw new Error(`no validator for ${operationId}: run npm run contract`)
  const checkBody = validators[`${operationId}Body`]
  return { operationId, ...routes[operationId], checkQuery, checkBody }
}
