import { chooseMedia } from '../../../tools/contract/door/choose-media'
import { type Input } from '../../../tools/contract/door/request-check'
import { type RoleKey, roleKeyOf } from '../settings/role-key'
import { type Caller } from './authorize'
import { type Call } from './call'
import { type SecurityCall } from './security'

/**
 * What an operation gets of a request that has passed its rules, from a caller with the session that
 * its contract promises. Names each field: V8 is slow to spread several objects into one
 * (docs/decisions/0028).
 */
export function makeCall(
  { headers, rawBody, remoteAddress, deadline, note }: Omit<SecurityCall, 'scopes'>,
  { query, path, header, cookie, body }: Input,
  { session, principal }: Caller,
  roleKey?: RoleKey
): Call<never> {
  const call = {
    query,
    path,
    header,
    cookie,
    body,
    rawBody,
    headers,
    remoteAddress,
    session,
    principal,
    deadline,
    roleKey: roleKey ?? roleKeyOf(process.env),
    accepts: (...types: string[]) => chooseMedia(headers.accept, types),
    note
  }
  return call as unknown as Call<never>
}
