import { errorAnswer, type PlatformError, platformErrors } from '../../common/platform-errors'
import { type Fault, type FaultKind } from '../../contract/mock-model'
import { failure } from '../server/failure'
import { type GatewayReply } from '../server/outgoing'
import { type MockCall } from './choose'
import { toReply } from './examples'

/** Breaks the connection; every other fault is an answer. */
type BrokenConnection = NonNullable<GatewayReply['fault']>

/** How the platform fails for a function with its default settings. */
const PLATFORM: Partial<Record<FaultKind, (name: string) => PlatformError>> = {
  432: (name) => platformErrors.concurrency(name, 128),
  433: () => platformErrors.timeLimit(3),
  434: () => platformErrors.memoryLimit(128)
}

/** Whether this call fails, and how. */
export function pickFault(fault: Fault | undefined, random: () => number): FaultKind | undefined {
  return fault && random() < fault.share ? fault.kind : undefined
}

export function isBrokenConnection(kind: FaultKind): kind is BrokenConnection {
  return kind === 'close' || kind === 'truncate'
}

/** The answer of a failed call: the platform's own error, or a failure of the contract. */
export function faultReply(
  status: Exclude<FaultKind, BrokenConnection>,
  { table, operation, request }: MockCall
): GatewayReply {
  const source = `fault:${status}`
  const platform = PLATFORM[status]?.(operation.function)
  if (platform) return { ...errorAnswer(platform, request.requestId, false), source }
  const example = operation.examples.find((known) => known.status === status)
  if (example) return { ...toReply(table.contract, operation, example, request.requestId), source }
  const code = status === 429 ? 'RATE_LIMITED' : 'SERVER_ERROR'
  return { ...failure(table, code, request), status, source }
}
