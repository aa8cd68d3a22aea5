import { errorAnswer, type PlatformError, platformErrors } from '../../common/platform-errors'
import { type Fault, type FaultKind } from '../../contract/read/mock-settings'
import { failure } from '../failure'
import { type GatewayRequest, type GatewayRoute, type Reply, type Table } from '../types'
import { toReply } from './plan'

/** What the platform says of a function with its default settings. */
const PLATFORM: Partial<Record<FaultKind, (name: string) => PlatformError>> = {
  432: (name) => platformErrors.concurrency(name, 128),
  433: () => platformErrors.timeLimit(3),
  434: () => platformErrors.memoryLimit(128)
}

/** Whether this call fails, and how. */
export function pickFault(fault: Fault | undefined, random: () => number): FaultKind | undefined {
  return fault && random() < fault.share ? fault.kind : undefined
}

/** A connection that breaks; all other faults are answers. */
export function isCut(kind: FaultKind): kind is 'close' | 'truncate' {
  return kind === 'close' || kind === 'truncate'
}

/** The answer of a call that failed: the platform's own error, or a failure of the contract. */
export function faultReply(
  status: Exclude<FaultKind, 'close' | 'truncate'>,
  table: Table,
  route: GatewayRoute,
  request: GatewayRequest
): Reply {
  const source = `fault:${status}`
  const platform = PLATFORM[status]?.(route.function)
  if (platform) return { ...errorAnswer(platform, request.requestId, false), source }
  const ready = route.mock.answers.find((known) => known.status === status)
  if (ready) return { ...toReply(ready, request.requestId), source }
  const code = status === 429 ? 'RATE_LIMITED' : 'SERVER_ERROR'
  return { ...failure(table, code, request), status, source }
}
