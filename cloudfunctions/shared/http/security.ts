import { isWaferCall, WAFER_SKEY_INVALID } from '../../../tools/contract/door/wafer'
import { authenticate } from '../accounts/authenticate'
import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { group, type Needs, type Part, part, type PartsOf } from '../parts/part'
import { type DoorRequest } from './door-request'

/** What a scheme's check gets to see of a call, before its operation runs. */
export interface SecurityCall {
  headers: DoorRequest['headers']
  rawBody: Buffer
  remoteAddress?: string
  deadline: Deadline
  /** Those that the operation asks for. */
  scopes: readonly string[]
  note(fields: Record<string, unknown>): void
}

/**
 * Resolves a credential to the caller; undefined refuses it. The credential is a bearer's token,
 * `user:password` of basic, or the key. A thrown Failure leaves as it is.
 */
export type CheckCredential = (credential: string, call: SecurityCall) => Promise<unknown>

/** How the schemes are checked, by their names in the contract. */
export type SecurityChecks = Record<string, Part<CheckCredential> | CheckCredential>

/** A scheme's check that needs parts, such as the database. */
export function securityScheme<N extends Needs>(
  needs: N,
  check: (credential: string, call: SecurityCall, parts: PartsOf<N>) => Promise<unknown>
): Part<CheckCredential> {
  return part({
    needs: { own: group(needs) },
    make:
      ({ own }): CheckCredential =>
      (credential, call) =>
        check(credential, call, own)
  })
}

const sessionToken = securityScheme({ authenticate }, (token, { deadline }, { authenticate }) =>
  authenticate(token, deadline)
)

/** The same token; clients on wafer2-client-sdk expect a body of their own where it is refused. */
const waferSkey = securityScheme({ authenticate }, (token, call, { authenticate }) =>
  authenticate(token, call.deadline).catch((error: unknown) => {
    throw error instanceof Failure ? asWafer(error, call) : error
  })
)

function asWafer(failure: Failure, { headers }: SecurityCall): Failure {
  if (failure.code !== 'UNAUTHENTICATED' || !isWaferCall({ headers })) return failure
  return new Failure('UNAUTHENTICATED', { detail: failure.detail, body: WAFER_SKEY_INVALID })
}

/** The parts that check these schemes. Throws for a scheme that is not registered. */
export function checksOf(
  schemes: Iterable<string>,
  registered: SecurityChecks
): Record<string, Part<CheckCredential>> {
  const known: SecurityChecks = { sessionToken, waferSkey, ...registered }
  return Object.fromEntries(
    Array.from(schemes, (name) => {
      const check = Object.hasOwn(known, name) ? known[name] : undefined
      if (!check)
        throw new Error(`security scheme ${name}: pass its check to serve as security.${name}`)
      return [name, typeof check === 'function' ? securityScheme({}, check) : check]
    })
  )
}
