import { type PlatformError } from '../../common/platform-errors'
import { type Child } from './child'

/**
 * How a call ended that left the instance intact: the handler's time in ms, and its value or what
 * went wrong.
 */
export type CallResult<Value> = { ms: number } & ({ value: Value } | { failure: PlatformError })

/** How a call ended, and on which instance. */
export type CallOutcome<Value> = {
  /** Empty: no instance took it */
  instance: string
  /** The instance was started for this call */
  cold: boolean
  /** From the start of the process until it was ready, in ms; 0 for a warm call */
  initMs: number
  usedMb?: number
} & CallResult<Value>

/** A running instance of a function, as its pool sees it. */
export interface Instance<Payload, Value> {
  child: Child
  /** Settles when it can take calls; rejects with the PlatformError for those that wait for it */
  ready: Promise<void>
  call(payload: Payload): Promise<CallResult<Value>>
}

/** The outcome of a call that reached no instance. */
export function refused(failure: PlatformError): CallOutcome<never> {
  return { instance: '', cold: false, initMs: 0, ms: 0, failure }
}
