import type { EventCall } from './event-instance'
import type { HttpAnswer } from './http-answer'
import type { PlatformRequest } from './http-event'
import type { Outcome } from './outcome'

/** What an HTTP client gets, and what only a local platform can tell about it. */
export interface Answer extends HttpAnswer {
  /** Opaque id of the instance that answered; empty when the platform did */
  instance: string
  /** The instance was started for this call */
  cold: boolean
}

/** A function with its instances, whatever its type. */
export interface RunningFunction {
  request: (request: PlatformRequest) => Promise<Answer>
  invoke: (call: EventCall) => Promise<Outcome<string>>
  reload: () => void
  stop: () => Promise<void>
}
