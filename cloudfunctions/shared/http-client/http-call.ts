import { type Deadline } from '../core/deadline'

export interface HttpCall {
  /** POST when there is something to send, otherwise GET. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  /** Added to that of the address, if it has one. */
  query?: Record<string, string>
  headers?: Record<string, string>
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is; its type belongs into `headers`. */
  body?: string | Buffer
  /** Default: 2 seconds. Never more than the request has left. */
  timeoutMs?: number
  /** Of the answer; default 1 MB. */
  maxBytes?: number
  /**
   * Twice is the same as once (default: for GET and HEAD): sent again if the connection turns out
   * to have been closed while it was idle.
   */
  idempotent?: boolean
}

export interface HttpAnswer {
  /** Any: 404 and 302 are answers, too. */
  status: number
  /** Names in lower case. */
  headers: Record<string, string | undefined>
  bytes: Buffer
  text: string
  /** The body as JSON. Throws HttpFailure `not JSON`. */
  json(): unknown
}

/** No answer, or none that can be used. Its message names the host, and nothing else of the call. */
export class HttpFailure extends Error {
  override name = 'HttpFailure'

  constructor(
    host: string,
    readonly reason: 'timeout' | 'unreachable' | 'too large' | 'not JSON',
    /** Node's or axios' code. */
    readonly code?: string
  ) {
    super(`${host}: ${reason}`)
  }
}

/** Sends one request. Throws HttpFailure. */
export type Http = (call: HttpCall, deadline: Deadline) => Promise<HttpAnswer>
