import { createRequire } from 'node:module'
import type { RateLimiter } from '../../contract/door/rate-limiter'
import { failure } from '../failure'
import { prefersMock } from '../mock/prefer'
import type { Answerer, GatewayRequest, Reply } from '../types'
import type * as Drift from './drift'
import { refuseBeyondLimits } from './limits'
import { mapStatus } from './map-status'
import type * as Recorder from './record'
import type { SwitchedRoute, SwitchedTable } from './types'

/** What only shadow and record need brings libraries along, and a gateway has to start at once. */
const load = createRequire(__filename)

export interface Finding {
  environment: string
  operationId: string
  requestId: string
  kind: 'drift' | 'recorded' | 'not recorded'
  /** Names keys and statuses, never values. */
  details: string[]
}

export interface AnswerParts {
  answerMock: Answerer
  callFunction: (name: string, request: GatewayRequest) => Promise<Reply>
  limiter: RateLimiter
  /** Into which record writes. */
  contractFile: string
  /** What shadow and record have found out. */
  tell: (finding: Finding) => void
}

/** Names the example that record is to write. */
const RECORD_HEADER = 'x-gateway-record'

/**
 * Answers by the route's source, or by the mock where a call prefers that; within the route's
 * limits, with the statuses that its clients know.
 */
export function createAnswer(parts: AnswerParts) {
  const { answerMock, callFunction, limiter, contractFile, tell } = parts

  return (
    table: SwitchedTable,
    route: SwitchedRoute,
    request: GatewayRequest
  ): Reply | Promise<Reply> => {
    const { problem } = table
    if (problem) return failure(table, problem.code, request, { message: problem.message })
    const refused = refuseBeyondLimits(table, route, request, limiter)
    const reply = refused ?? bySource(table, route, request)
    return mapStatus(reply, route.settings.statusMap)
  }

  function bySource(
    table: SwitchedTable,
    route: SwitchedRoute,
    request: GatewayRequest
  ): Reply | Promise<Reply> {
    const { prefer } = request.headers
    if (route.source === 'mock' || (prefer && prefersMock(prefer)))
      return answerMock(table, route, request)
    if (route.source === 'shadow') return shadow(table, route, request)
    const reply = callFunction(route.function, request)
    if (route.source !== 'record') return reply
    return reply.then((ready) => {
      // the caller need not wait until it is written
      setImmediate(record, table, route, request, ready)
      return { ...ready, source: `${ready.source} (record)` }
    })
  }

  /** The mock's answer does not wait for the function's. */
  async function shadow(table: SwitchedTable, route: SwitchedRoute, request: GatewayRequest) {
    const mock = await answerMock(table, route, request)
    const about = aboutOf(table, route, request)
    void callFunction(route.function, request).then(
      (real) => {
        const { findDrift } = load('./drift') as typeof Drift
        const details = findDrift(table, route.operationId, mock, real)
        if (details.length) tell({ ...about, kind: 'drift', details })
      },
      (error: unknown) => tell({ ...about, kind: 'drift', details: [String(error)] })
    )
    return { ...mock, source: `${mock.source} (shadow)` }
  }

  function record(
    table: SwitchedTable,
    route: SwitchedRoute,
    request: GatewayRequest,
    reply: Reply
  ): void {
    const about = aboutOf(table, route, request)
    const name = request.headers[RECORD_HEADER]
    try {
      const { recordAnswer } = load('./record') as typeof Recorder
      const recording = recordAnswer(contractFile, table, route, reply, name)
      if (recording?.example)
        tell({ ...about, kind: 'recorded', details: [`example ${recording.example}`] })
      if (recording?.refused) tell({ ...about, kind: 'not recorded', details: [recording.refused] })
    } catch (error) {
      tell({ ...about, kind: 'not recorded', details: [(error as Error).message] })
    }
  }
}

function aboutOf(
  { environment }: SwitchedTable,
  { operationId }: SwitchedRoute,
  { requestId }: GatewayRequest
) {
  return { environment, operationId, requestId }
}
