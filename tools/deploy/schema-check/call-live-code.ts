import type { Operation } from '../../contract/read/read-contract'
import type { LiveAnswer, RunningCode } from './run-live-code'

/** Status by call, in the order in which they were made. */
export type Statuses = Map<string, number>

/** What is tried: what every user does, and whatever else only reads. */
export type Tried = Pick<Operation, 'operationId' | 'function' | 'method' | 'path'>

export interface Session {
  token: string
}

/**
 * The operations that can be called with nothing but a token, of the functions that run. They are
 * the contract's as it is here; what the live code does not know yet it answers the same before and
 * after.
 */
export function readsOf(operations: Operation[], functions: string[]): Tried[] {
  return operations.filter(
    ({ method, path, authenticated, querySchema, function: owner }) =>
      method === 'GET' &&
      authenticated &&
      !path.includes('{') &&
      !querySchema.required.length &&
      functions.includes(owner)
  )
}

/** Logs a user in; undefined when that fails. */
export async function logIn(code: RunningCode, user: string): Promise<Session | undefined> {
  return tokenOf(await askLogin(code, `dev-${user}-alone`))
}

/**
 * Logs a user in on two devices, reads all there is, logs one device out, and sees that it holds.
 * `kept` is a session from before, which reads too. Gives what each call was answered.
 */
export async function callLiveCode(
  code: RunningCode,
  { reads, user, kept }: { reads: Tried[]; user: string; kept?: Session }
): Promise<Statuses> {
  const statuses: Statuses = new Map()
  const noted = async (what: string, answering: Promise<LiveAnswer>) => {
    const answer = await answering
    statuses.set(what, answer.status)
    return answer
  }
  const readAll = async (session: Session, whose: string) => {
    for (const { operationId, function: owner, path } of reads) {
      const request = { method: 'GET', path, headers: bearer(session) }
      await noted(`${operationId}${whose}`, code.call(owner, request))
    }
  }
  const session = tokenOf(await noted('login', askLogin(code, `dev-${user}-first`)))
  const other = tokenOf(await noted('login again', askLogin(code, `dev-${user}-second`)))
  if (session) await readAll(session, '')
  if (kept) await readAll(kept, ' of a session from before')
  if (other) {
    const asked = { path: '/session', headers: bearer(other) }
    await noted('endSession', code.call('session', { method: 'DELETE', ...asked }))
    await noted('getSession after endSession', code.call('session', { method: 'GET', ...asked }))
  }
  return statuses
}

function askLogin({ call }: RunningCode, code: string): Promise<LiveAnswer> {
  return call('login', { method: 'POST', path: '/login', body: { code } })
}

function tokenOf({ status, body }: LiveAnswer): Session | undefined {
  return status === 200 ? (JSON.parse(body) as Session) : undefined
}

function bearer({ token }: Session): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}
