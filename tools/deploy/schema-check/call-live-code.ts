import { type Operation } from '../../contract'
import { type LiveAnswer, type RunningCode } from './run-live-code'

/** HTTP status by call, in the order of the calls. */
type CallStatuses = Map<string, number>

type TriedOperation = Pick<Operation, 'operationId' | 'function' | 'method' | 'path'>

interface LiveSession {
  token: string
}

/**
 * The operations of these functions that only read and need nothing but a token. They come from the
 * local contract; one that the live code does not have yet is answered the same before and after.
 */
export function readingOperations(operations: Operation[], functions: string[]): TriedOperation[] {
  return operations.filter(
    ({ method, path, authenticated, parameters, function: owner }) =>
      method === 'GET' &&
      authenticated &&
      !path.includes('{') &&
      !parameters.some(({ required }) => required) &&
      functions.includes(owner)
  )
}

/** Logs a user in; undefined when that fails. */
export async function logIn(code: RunningCode, user: string): Promise<LiveSession | undefined> {
  return sessionOf(await callLogin(code, `dev-${user}-alone`))
}

/**
 * Logs a user in on two devices, reads everything, logs one device out and checks that it stays so.
 * Also reads with `kept`, a session from before. Returns the status of each call.
 */
export async function callLiveCode(
  code: RunningCode,
  { reads, user, kept }: { reads: TriedOperation[]; user: string; kept?: LiveSession }
): Promise<CallStatuses> {
  const statuses: CallStatuses = new Map()
  const record = async (what: string, answering: Promise<LiveAnswer>) => {
    const answer = await answering
    statuses.set(what, answer.status)
    return answer
  }
  const readAll = async (session: LiveSession, whose: string) => {
    for (const { operationId, function: owner, path } of reads) {
      const request = { method: 'GET', path, headers: bearer(session) }
      await record(`${operationId}${whose}`, code.call(owner, request))
    }
  }
  const session = sessionOf(await record('login', callLogin(code, `dev-${user}-first`)))
  const other = sessionOf(await record('login again', callLogin(code, `dev-${user}-second`)))
  if (session) await readAll(session, '')
  if (kept) await readAll(kept, ' of a session from before')
  if (other) {
    const request = { path: '/session', headers: bearer(other) }
    await record('endSession', code.call('session', { method: 'DELETE', ...request }))
    await record('getSession after endSession', code.call('session', { method: 'GET', ...request }))
  }
  return statuses
}

/**
 * Compares the statuses on a schema with those on the schema that the code was made for (`known`):
 * one line per call. `isOk` when no status differs, no call fails and the login succeeds.
 */
export function compareStatuses(
  now: CallStatuses,
  known: CallStatuses = now
): { lines: string[]; isOk: boolean } {
  const rows = [...new Set([...known.keys(), ...now.keys()])].map((call) => {
    const [was, is] = [known.get(call), now.get(call)]
    const isOk = is !== undefined && is === was && is < 500 && (call !== 'login' || is === 200)
    const shown = was === is ? String(is) : `${was ?? 'not called'}, now ${is ?? 'not called'}`
    return { isOk, line: `  ${isOk ? 'ok  ' : 'FAIL'}  ${call}: ${shown}` }
  })
  return { lines: rows.map(({ line }) => line), isOk: rows.every(({ isOk }) => isOk) }
}

function callLogin({ call }: RunningCode, code: string): Promise<LiveAnswer> {
  return call('login', { method: 'POST', path: '/login', body: { code } })
}

function sessionOf({ status, body }: LiveAnswer): LiveSession | undefined {
  return status === 200 ? (JSON.parse(body) as LiveSession) : undefined
}

function bearer({ token }: LiveSession): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}
