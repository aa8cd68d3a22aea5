/** What a log may show of a call: never a body, a query, a header or a path's values. */
export interface FinishedCall {
  at: Date
  requestId: string
  environment: string
  operationId?: string
  method: string
  /** The contract's template; for unknown paths only the segments that it has. */
  path: string
  /** undefined when the connection was closed without one. */
  status?: number
  ms: number
  source: string
}

/** A call's line in the log. */
export function callLine({ method, path, status, ms, source }: FinishedCall): string {
  return `${method} ${path} ${status ?? 'closed'} ${ms.toFixed(1)} ms ${source}`
}
