import { type EventCall } from './event/event-instance'
import { type PlatformAnswer, type PlatformRequest } from './http'
import { type ChildOptions } from './instances/child'
import { type CallOutcome } from './instances/outcome'
import { type PoolOptions } from './instances/pool'

/** What an HTTP client receives, and what only a local platform knows about it. */
export interface FunctionAnswer extends PlatformAnswer {
  /** Opaque id of the instance that answered; empty when the platform did */
  instance: string
  /** The instance was started for this call */
  cold: boolean
}

/** A function with its instances, whatever its type. */
export interface RunningFunction {
  request(request: PlatformRequest): Promise<FunctionAnswer>
  invoke(call: EventCall): Promise<CallOutcome<string>>
  /** The next call sees the new bundle; running calls finish on the old one. */
  reload(): void
  stop(): Promise<void>
}

export type FunctionOptions = PoolOptions & ChildOptions
