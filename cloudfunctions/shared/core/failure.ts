import { codes, type ErrorCode } from '../../../gateway-config/generated/contract'

/**
 * The only error that operations throw on purpose. `code` is the contract's. The client gets
 * `headers`, and `message` below 500; only the log gets `reason` (the given message, whatever the
 * status), `detail` and `cause`. None may contain a secret.
 */
export class Failure extends Error {
  readonly status: number
  readonly headers: Record<string, string>
  /** The message that it was thrown with. */
  readonly reason?: string
  readonly detail: Record<string, unknown>
  /** Sent instead of the contract's Failure, to clients that expect a different body. */
  readonly body?: object

  constructor(
    readonly code: ErrorCode,
    options: {
      message?: string
      headers?: Record<string, string>
      detail?: Record<string, unknown>
      cause?: unknown
      body?: object
    } = {}
  ) {
    const { status, message, retryAfterSeconds } = codes[code]
    super(status < 500 ? (options.message ?? message) : message, { cause: options.cause })
    this.name = 'Failure'
    this.status = status
    this.reason = options.message
    this.detail = options.detail ?? {}
    this.body = options.body
    this.headers = {
      ...(retryAfterSeconds && { 'retry-after': String(retryAfterSeconds) }),
      ...options.headers
    }
  }
}

/** The same answer whatever is wrong with the caller's credentials; only the log gets the reason. */
export function unauthenticated(reason: string): Failure {
  return new Failure('UNAUTHENTICATED', { detail: { reason } })
}
