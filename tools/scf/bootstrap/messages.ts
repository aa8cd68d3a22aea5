/** What an event function's process needs at its start; its first argument, as JSON. */
export interface InstanceStart {
  bundle: string
  handler: string
  /** The members of `context` that are the same for every call */
  context: Record<string, unknown>
  limitMs: number
}

/** Runtime to instance: request id and the event's JSON; an instance has one call at a time. */
export type ToInstance = [requestId: string, event: string]

/** Instance to runtime. */
export type FromInstance =
  | { ready: true }
  | { missing: string }
  | { unloadable: string }
  | { returned: string; ms: number }
  | { thrown: string; ms: number }
  /** The port that a web function really listens on, in place of the platform's */
  | { listeningOn: number }
