/** What a log may show of a call: never a body, a query, a header or a path's values. */
export interface FinishedCall {
  at: Date
  requestId: string
  environment: string
  operationId?: string
  method: string
  /** The contract's template; for unknown paths the path with its long segments cut. */
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

/** An unknown path may hold anything, even a token, so long segments are cut. */
export function cutPath(path: string): string {
  return path.replace(/[^/]{25,}/g, (segment) => `${segment.slice(0, 4)}…`).slice(0, 200)
}
