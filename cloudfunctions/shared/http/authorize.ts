import { credentialOf } from '../../../tools/contract/door/credentials'
import { type Route } from '../../../tools/contract/door/request-check'
import { type Requirement, type SecurityScheme } from '../../../tools/contract/door/rules'
import { type Session } from '../accounts/sessions'
import { Failure, unauthenticated } from '../core/failure'
import { isSessionScheme } from './call'
import { type DoorRequest } from './door-request'
import { type CheckCredential, type SecurityCall } from './security'

/** Who calls, as far as the operation's security says. */
export interface Caller {
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
  for (const requirement of security) {
    if (!requirement.length) continue
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
  throw unauthenticated('no token')
}

async function checkAll(
  requirement: Requirement,
  credentials: string[],
  call: Omit<SecurityCall, 'scopes'>,
  checks: Guard['checks']
): Promise<Caller> {
  const principal: Record<string, unknown> = {}
  let session: Session | undefined
  for (const [i, { scheme, scopes }] of requirement.entries()) {
    const { headers, rawBody, remoteAddress, deadline, note } = call
    const asked = { headers, rawBody, remoteAddress, deadline, scopes, note }
    const found = await checks[scheme]?.(credentials[i] ?? '', asked)
    if (found === undefined) throw unauthenticated(`${scheme} refuses`)
    principal[scheme] = found
    if (!isSessionScheme(scheme)) continue
    const { id } = (session ??= found as Session)
    if ((found as Session).id !== id) throw unauthenticated('two sessions')
  }
  return { session, principal }
}
