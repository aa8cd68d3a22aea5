import { checkInput, matchPath } from '../../contract/door/request-check'
import { failure } from '../failure'
import type { Answerer, GatewayRequest, GatewayRoute, Reply, Table } from '../types'
import { chooseReply, type Choice, type ChoiceParts } from './choose'
import { faultReply, isCut, pickFault } from './faults'
import { pause, sampleLatency } from './latency'
import { NO_PREFERENCES, PreferProblem, readPreferences, withApplied } from './prefer'
import { forWafer } from './wafer'

export interface MockOptions extends ChoiceParts {
  /** From 0 to 1, 1 excluded: for latencies and for faults that come now and then. */
  random?: () => number
}

/** Answers calls from the contract's examples, after the checks that production makes. */
export function createMock({ random = Math.random, ...parts }: MockOptions): Answerer {
  function answer(choice: Choice): Reply | Promise<Reply> {
    const { table, rule, preferences, route, request } = choice
    const fault = preferences.fault ?? pickFault(rule?.fault ?? route.mock.fault, random)
    if (fault !== undefined && !isCut(fault))
      return withApplied(faultReply(fault, table, route, request), preferences, false)
    const reply = chooseReply(choice, parts)
    if (fault === undefined && preferences === NO_PREFERENCES) return reply
    return reply instanceof Promise
      ? reply.then((ready) => finish(choice, ready, fault))
      : finish(choice, reply, fault)
  }

  function answerMock(
    table: Table,
    route: GatewayRoute,
    request: GatewayRequest
  ): Reply | Promise<Reply> {
    const checked = checkInput(route, request)
    if ('refusal' in checked) return failure(table, checked.refusal.code, request, checked.refusal)
    if (route.authenticated && !hasCredential(route, request))
      return failure(table, 'UNAUTHENTICATED', request)
    const { mock } = route
    const { path, query, headers } = request
    const params = matchPath(route.path, path) ?? {}
    const given = { params, query, headers, body: checked.body }
    const preferences = headers.prefer ? readPreferences(headers.prefer) : NO_PREFERENCES
    const rule = mock.rules.find(({ fits }) => fits(given))
    const choice = { table, route, request, given, rule, preferences }
    const latency = rule?.latency ?? mock.latency
    const ms = preferences.latencyMs ?? (latency ? sampleLatency(latency, random) : 0)
    return ms > 0 ? pause(ms).then(() => answer(choice)) : answer(choice)
  }

  return (table, route, request) => {
    try {
      const reply = answerMock(table, route, request)
      return reply instanceof Promise
        ? reply
            .then((ready) => forWafer(route, request, ready))
            .catch((error: unknown) => refuse(table, request, error))
        : forWafer(route, request, reply)
    } catch (error) {
      return refuse(table, request, error)
    }
  }
}

function finish(
  { rule, preferences }: Choice,
  reply: Reply,
  fault: 'close' | 'truncate' | undefined
): Reply {
  const done = withApplied(reply, preferences, rule?.answer === undefined)
  return fault === undefined ? done : { ...done, source: `fault:${fault}`, fault }
}

function refuse(table: Table, request: GatewayRequest, error: unknown): Reply {
  if (!(error instanceof PreferProblem)) throw error
  return failure(table, 'INVALID_REQUEST', request, { message: error.message })
}

function hasCredential({ mock }: GatewayRoute, { headers }: GatewayRequest): boolean {
  return mock.credentials.some((name) =>
    name === 'authorization'
      ? /^Bearer +\S/i.test(headers.authorization ?? '')
      : Boolean(headers[name])
  )
}
