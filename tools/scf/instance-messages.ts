/** What a child process needs to know at its start; it comes as its first argument, in JSON. */
export interface InstanceStart {
  bundle: string
  handler: string
  /** The members of `context` that are the same for every call */
  context: Record<string, unknown>
  limitMs: number
}

/**
 * Runtime to instance: request id and the event's JSON. An event function has one call at a time:
 * no id needed.
 */
export type ToInstance = [requestId: string, event: string]

/** Instance to runtime */
export type FromInstance =
  | { ready: true }
  | { missing: string }
  | { unloadable: string }
  | { returned: string; ms: number }
  | { thrown: string; ms: number }
