import type { Contract, Operation } from '../../contract/read/read-contract'
import { readFault, readLatency, type Fault, type Latency } from '../../contract/read/mock-settings'
import { narrow } from '../narrow'
import type { Reply } from '../types'
import { compileRule, type Rule } from './rules'
import { planScenario, type ScenarioPlan } from './scenario-plan'

/** An answer of the contract's examples, ready to be sent. */
export interface ReadyAnswer {
  status: number
  example: string
  /** What a reply says of where it comes from. */
  source: string
  headers: Record<string, string>
  value: unknown
  body: string
  /** The one in the example: the call's own takes its place. */
  requestId?: string
}

/** All that a mock needs to know of its route; a request then only picks. */
export interface MockPlan {
  /** In the contract's order. */
  answers: ReadyAnswer[]
  byDefault: ReadyAnswer
  /** Of the answers, by status. */
  schemas: Map<number, object | undefined>
  /** The headers of which one must carry a token. */
  credentials: string[]
  rules: Rule[]
  scenario?: ScenarioPlan
  latency?: Latency
  fault?: Fault
}

export function planMock(contract: Contract, operation: Operation): MockPlan {
  const answers = operation.examples.map(({ status, name, value }): ReadyAnswer => {
    const { requestId } = (value ?? {}) as { requestId?: string }
    return {
      status,
      example: name,
      source: narrow(`mock:${name}`),
      headers: headersFor(contract, status, value),
      value,
      body: value === undefined ? '' : narrow(JSON.stringify(value)),
      ...(typeof requestId === 'string' && { requestId })
    }
  })
  const byDefault = answers.find(({ status }) => status < 300)
  if (!byDefault) throw new Error(`${operation.operationId} has no successful example`)
  const { rules = [], latency, fault } = operation.mock
  return {
    answers,
    byDefault,
    schemas: operation.responseSchemas,
    credentials: operation.credentials,
    rules: rules.map((rule) => compileRule(rule, answers)),
    scenario: planScenario(contract, operation, answers, byDefault),
    ...(latency !== undefined && { latency: readLatency(latency) }),
    ...(fault !== undefined && { fault: readFault(fault) })
  }
}

/** `body` is what a scenario made of the example. */
export function toReply(answer: ReadyAnswer, requestId: string, body = answer.body): Reply {
  return {
    status: answer.status,
    headers: answer.headers,
    body: answer.requestId ? body.replace(answer.requestId, requestId) : body,
    source: answer.source
  }
}

function headersFor(contract: Contract, status: number, value: unknown): Record<string, string> {
  const { code } = (value ?? {}) as { code?: string }
  const meaning = status >= 400 && code ? contract.codes[code] : undefined
  return {
    'cache-control': 'no-store',
    ...(value !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    ...(meaning?.retryAfterSeconds && { 'retry-after': String(meaning.retryAfterSeconds) })
  }
}
