import type { Schemas } from '../../gateway-config/generated/contract'
import { Failure } from '../shared/core/failure'

/** The same failure, with the body that a Wafer login has. The status stays honest. */
export function asWaferFailure(
  cause: unknown,
  error: Schemas['WaferFailure']['error'] = 'ERR_GET_SESSION_KEY'
): Failure {
  const failure = cause instanceof Failure ? cause : new Failure('SERVER_ERROR', { cause })
  const { code, headers, detail } = failure
  return new Failure(code, { headers, detail, cause: failure.cause, body: { code: -1, error } })
}
