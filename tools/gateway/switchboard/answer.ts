import { type Contract } from '../../contract/model'
import { prefersMock } from '../mock/prefer'
import { type CallFunction } from '../routing/call-function'
import { type AnswerRoute } from '../routing/door'
import { type GatewayRoute, type RoutingTable } from '../routing/table'
import { type GatewayRequest } from '../server/incoming'
import { type GatewayReply } from '../server/outgoing'
import { type FindViolations, isComparable } from './violations'

/** What a comparison with the contract or a recording has found out about a call. */
export interface CallFinding {
  environment: string
  operationId: string
  requestId: string
  kind: 'drift' | 'recorded' | 'not recorded'
  /** Name keys and statuses, never values. */
  details: string[]
}

export interface AnswerParts {
  answerMock: AnswerRoute
  callFunction: CallFunction
  findViolations: FindViolations
  report(finding: CallFinding): void
}

/** Names the example that `record` writes. */
const RECORD_HEADER = 'x-gateway-record'

/** Answers by the route's source, or by the mock if the request prefers it. */
export function createAnswer(parts: AnswerParts): AnswerRoute {
  const { answerMock, callFunction, findViolations, report } = parts
  const reported = new WeakMap<Contract, Set<string>>()

  return (table, route, request) => {
    const { source } = route
    const { prefer } = request.headers
    if (source === 'mock' || (prefer && prefersMock(prefer)))
      return answerMock(table, route, request)
    return source === 'shadow' ? shadow(table, route, request) : callReal(table, route, request)
  }

  async function callReal(table: RoutingTable, route: GatewayRoute, request: GatewayRequest) {
    const { source } = route
    const reply = await callFunction(route.function, request)
    if (source !== 'record') {
      void check(table, route, request, reply)
      return reply
    }
    void record(table, route, request, reply)
    return { ...reply, source: `${reply.source} (record)` }
  }

  /** A place that differs is reported once, until the contract is edited. */
  async function check(
    table: RoutingTable,
    route: GatewayRoute,
    request: GatewayRequest,
    reply: GatewayReply
  ): Promise<void> {
    const { contract } = table
    const { operationId } = route
    if (!isComparable(contract, operationId, request, reply)) return
    const known = reported.get(contract) ?? new Set()
    reported.set(contract, known)
    const found = await findViolations(contract, operationId, reply).catch((error: unknown) => [
      String(error)
    ])
    const details = found.filter((line) => !known.has(`${operationId} ${line}`))
    for (const line of details) known.add(`${operationId} ${line}`)
    if (details.length) report({ ...about(table, route, request), kind: 'drift', details })
  }

  /** The mock's answer does not wait for the function's. */
  async function shadow(table: RoutingTable, route: GatewayRoute, request: GatewayRequest) {
    const mock = await answerMock(table, route, request)
    void compare(table, route, request, mock)
    return { ...mock, source: `${mock.source} (shadow)` }
  }

  async function compare(
    table: RoutingTable,
    route: GatewayRoute,
    request: GatewayRequest,
    mock: GatewayReply
  ): Promise<void> {
    const drift = { ...about(table, route, request), kind: 'drift' } as const
    try {
      const real = await callFunction(route.function, request)
      const { findDrift } = await import('./drift')
      const replies = { mock, real }
      const details = await findDrift(table.contract, route.operationId, replies, findViolations)
      if (details.length) report({ ...drift, details })
    } catch (error) {
      report({ ...drift, details: [String(error)] })
    }
  }

  async function record(
    table: RoutingTable,
    route: GatewayRoute,
    request: GatewayRequest,
    reply: GatewayReply
  ): Promise<void> {
    const call = about(table, route, request)
    const name = request.headers[RECORD_HEADER]
    try {
      const { recordAnswer } = await import('./record')
      const recording = await recordAnswer(table, route, reply, findViolations, name)
      if (recording?.example)
        report({ ...call, kind: 'recorded', details: [`example ${recording.example}`] })
      if (recording?.refused)
        report({ ...call, kind: 'not recorded', details: [recording.refused] })
    } catch (error) {
      report({ ...call, kind: 'not recorded', details: [(error as Error).message] })
    }
  }
}

function about(
  { environment }: RoutingTable,
  { operationId }: GatewayRoute,
  { requestId }: GatewayRequest
) {
  return { environment, operationId, requestId }
}
