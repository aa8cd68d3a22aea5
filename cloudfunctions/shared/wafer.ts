import type { HttpRequest } from '../../gateway-config/request-check'
import type { Schemas } from './contract'
import { Failure } from './failure'

/**
 * wafer2-client-sdk takes `code: -1` (and status 401) for a dead session: it logs in and sends the
 * request again. Nothing else may look like that.
 */
export const WAFER_SKEY_INVALID: Schemas['WaferFailure'] = { code: -1, error: 'ERR_SKEY_INVALID' }

/** The same failure, with the body that a Wafer login has. The status stays honest. */
export function asWaferFailure(
  cause: unknown,
  error: Schemas['WaferFailure']['error'] = 'ERR_GET_SESSION_KEY'
): Failure {
  const failure = cause instanceof Failure ? cause : new Failure('SERVER_ERROR', { cause })
  const { code, headers, detail } = failure
  return new Failure(code, { headers, detail, cause: failure.cause, body: { code: -1, error } })
}

/** Whether the caller expects results as `{ code: 0, data }`. */
export function isWaferCall({ headers }: Pick<HttpRequest, 'headers'>): boolean {
  return headers['x-wx-skey'] !== undefined && headers.authorization === undefined
}
