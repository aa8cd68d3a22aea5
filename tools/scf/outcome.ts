import type { Child } from './child'
import type { Failure } from './errors'

/**
 * What a call came to: the handler's time in ms, and its value or what went wrong without harm to
 * the instance.
 */
export type Reply<Value> = { ms: number } & ({ value: Value } | { failure: Failure })

/** What became of a call, and on which instance, started for it or not. */
export type Outcome<Value> = {
  /** Empty: no instance took it */
  instance: string
  cold: boolean
  /** From the process's start to its readiness, in ms; 0 for a warm call */
  initMs: number
  usedMb?: number
} & Reply<Value>

/** A running instance of a function, as its pool sees it. */
export interface Instance<Payload, Value> {
  child: Child
  /** Settles when it can take calls; rejects with the Failure that its first callers get */
  ready: Promise<void>
  call: (payload: Payload) => Promise<Reply<Value>>
}

/** The outcome of a call that no instance saw. */
export function refused(failure: Failure): Outcome<never> {
  return { instance: '', cold: false, initMs: 0, ms: 0, failure }
}
