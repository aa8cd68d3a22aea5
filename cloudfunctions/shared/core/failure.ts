import { codes, type ErrorCode } from '../../../gateway-config/generated/contract'

/**
 * The one kind of error that operations throw on purpose. `code` is the contract's; `message` and
 * `headers` reach the client (below 500 only), `detail` and `cause` reach the log only. Neither may
 * hold a secret.
 */
export class Failure extends Error {
  readonly status: number
  readonly headers: Record<string, string>
  readonly detail: Record<string, unknown>
  /** For a client that expects another body than the contract's Failure. */
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
    this.detail = options.detail ?? {}
    this.body = options.body
    this.headers = {
      ...(retryAfterSeconds && { 'retry-after': String(retryAfterSeconds) }),
      ...options.headers
    }
  }
}
