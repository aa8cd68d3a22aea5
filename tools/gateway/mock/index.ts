/** Answers calls from the contract's examples, after the checks that production makes. */
import { hasCredentials } from '../../contract/door/credentials'
import { checkInput, type Input } from '../../contract/door/request-check'
import { isWaferCall, WAFER_SKEY_INVALID } from '../../contract/door/wafer'
import { writeJson } from '../../contract/door/write-json'
import { readFault, readLatency } from '../../contract/mock-model'
import { type Contract, type Operation } from '../../contract/model'
import { type AnswerRoute } from '../routing/door'
import { type GatewayRoute } from '../routing/table'
import { failure } from '../server/failure'
import { type GatewayReply } from '../server/outgoing'
import { chooseReply, type MockCall } from './choose'
import { findOperation } from './examples'
import { faultReply, isBrokenConnection, pickFault } from './faults'
import { pause, sampleLatency } from './latency'
import { PreferProblem, readPreferences, withApplied } from './prefer'
import { refuse } from './refuse'
import { findRule } from './rules'
import { type Scenarios } from './scenarios'

interface MockOptions {
  scenarios: Scenarios
  /** From 0 to 1, 1 excluded: for latencies, and for faults that affect some calls. */
  random?: () => number
}

export function createMock({ scenarios, random = Math.random }: MockOptions): AnswerRoute {
  return async (table, route, request) => {
    const checked = checkInput(route, request)
    const operation = findOperation(table.contract, route.operationId)
    if ('refusal' in checked) return refuse(table, operation, request, checked.refusal)
    const { securitySchemes } = table.contract
    const reply = hasCredentials(operation.security, securitySchemes, request)
      ? await answerAllowed({ table, operation, request }, checked.input, route)
      : refuse(table, operation, request, { code: 'UNAUTHENTICATED' })
    return isWaferCall(request) && takesWafer(operation, securitySchemes) ? asWafer(reply) : reply
  }

  async function answerAllowed(
    { table, operation, request }: Pick<MockCall, 'table' | 'operation' | 'request'>,
    { path, query, body }: Input,
    route: GatewayRoute
  ): Promise<GatewayReply> {
    const { headers } = request
    const input = { path, query, headers, body }
    try {
      const preferences = readPreferences(headers.prefer)
      const rule = findRule(operation.mock.rules, input)
      return await answer({ table, operation, request, input, rule, preferences }, route)
    } catch (error) {
      if (!(error instanceof PreferProblem)) throw error
      return failure(table, 'INVALID_REQUEST', request, { message: error.message })
    }
  }

  async function answer(call: MockCall, { settings }: GatewayRoute): Promise<GatewayReply> {
    const { operation, rule, preferences } = call
    const latency = rule?.latency ?? settings.latency ?? operation.mock.latency ?? 0
    const ms = preferences.latencyMs ?? sampleLatency(readLatency(latency), random)
    if (ms > 0) await pause(ms)
    const setting = rule?.fault ?? settings.fault ?? operation.mock.fault
    const fault = preferences.fault ?? pickFault(setting && readFault(setting), random)
    if (fault !== undefined && !isBrokenConnection(fault))
      return withApplied(faultReply(fault, call), preferences, false)
    const reply = await chooseReply(call, scenarios)
    const done = withApplied(reply, preferences, rule?.example === undefined)
    return fault === undefined ? done : { ...done, source: `fault:${fault}`, fault }
  }
}

function takesWafer(
  { authenticated, security }: Operation,
  schemes: Contract['securitySchemes']
): boolean {
  return authenticated && security.flat().some(({ scheme }) => schemes[scheme]?.key === 'x-wx-skey')
}

/** The reply as functions give it to a client that sends its token in X-WX-Skey. */
function asWafer(reply: GatewayReply): GatewayReply {
  const { status, body } = reply
  if (typeof body !== 'string') return reply
  if (status === 200) return { ...reply, body: `{"code":0,"data":${body}}` }
  return status === 401 ? { ...reply, body: writeJson(WAFER_SKEY_INVALID) } : reply
}
