import { credentialOf } from '../../../tools/contract/door/credentials'
import { type Route } from '../../../tools/contract/door/request-check'
import { type Requirement, type SecurityScheme } from '../../../tools/contract/door/rules'
import { type Session } from '../accounts/sessions'
import { Failure } from '../core/failure'
import { SESSION_SCHEMES } from './call'
import { type DoorRequest } from './door-request'
import { type CheckCredential, type SecurityCall } from './security'

/** Who calls, as far as the operation's security says. */
interface Caller {
  session?: Session
  principal: Record<string, unknown>
}

interface Guard {
  schemes: Record<string, SecurityScheme>
  checks: Record<string, CheckCredential>
}

/**
 * Lets a caller in whom one of the operation's alternatives knows, with all of its schemes. Where
 * security is optional, a call without credentials is let in, too; one with a wrong credential is
 * refused, so that a client notices that its token has expired. Throws Failure.
 */
export async function authorize(
  { security }: Pick<Route, 'security'>,
  request: DoorRequest,
  call: Omit<SecurityCall, 'scopes'>,
  { schemes, checks }: Guard
): Promise<Caller> {
  if (!security.length) return { principal: {} }
  let refusal: Failure | undefined
  for (const requirement of security.filter(({ length }) => length)) {
    const credentials = requirement.map(({ scheme }) => {
      const known = schemes[scheme]
      return known && credentialOf(known, request)
    })
    if (credentials.includes(undefined)) continue
    try {
      return await checkAll(requirement, credentials as string[], call, checks)
    } catch (error) {
      // only a refusal leaves the next alternative open: a lost database is not a wrong token
      if (!(error instanceof Failure) || error.code !== 'UNAUTHENTICATED') throw error
      refusal ??= error
    }
  }
  if (refusal) throw refusal
  if (security.some(({ length }) => !length)) return { principal: {} }
  throw new Failure('UNAUTHENTICATED', { detail: { reason: 'no token' } })
}

async function checkAll(
  requirement: Requirement,
  credentials: string[],
  call: Omit<SecurityCall, 'scopes'>,
  checks: Guard['checks']
): Promise<Caller> {
  const principal: Record<string, unknown> = {}
  for (const [i, { scheme, scopes }] of requirement.entries()) {
    const found = await checks[scheme]?.(credentials[i] ?? '', { ...call, scopes })
    if (found === undefined)
      throw new Failure('UNAUTHENTICATED', { detail: { reason: `${scheme} refuses` } })
    principal[scheme] = found
  }
  const sessions = SESSION_SCHEMES.flatMap((name) => (principal[name] as Session | undefined) ?? [])
  const [session] = sessions
  if (sessions.some(({ id }) => id !== session?.id))
    throw new Failure('UNAUTHENTICATED', { detail: { reason: 'two sessions' } })
  return { ...(session && { session }), principal }
}
