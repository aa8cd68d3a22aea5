import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { database, type SqlValue } from '../database/database'
import { clock } from '../parts/clock'
import { part } from '../parts/part'
import { loginSettings } from '../settings/sections'
import { type Identity } from '../wechat/code-to-session'
import { newSessionId, userIdOf } from './identifiers'
import { sealing } from './sealing'
import { type Session } from './sessions'

/** What is known about a login besides whose it is. */
export interface LoginContext {
  appId: string
  device?: string
  /** The caller's, as the platform saw it. */
  remoteAddress?: string
}

/**
 * Writes the user (new or known) and a new session, and counts the login against the limits, in one
 * round trip and one commit. Throws Failure RATE_LIMITED, or what Database.run throws.
 */
export type RecordLogin = (
  identity: Identity,
  context: LoginContext,
  deadline: Deadline
) => Promise<Session>

/** The parameters of the procedure log_in, in its order. A test compares them with the database's. */
export const LOG_IN_PARAMETERS = [
  'the_user_id',
  'the_app_id',
  'the_openid',
  'the_unionid',
  'the_session_id',
  'the_sealing_key_id',
  'the_session_key',
  'the_device',
  'the_time',
  'the_expiry',
  'the_end',
  'is_only_one',
  'the_window',
  'the_user_limit',
  'the_address',
  'the_address_limit'
] as const

export type LogInValues = Record<(typeof LOG_IN_PARAMETERS)[number], SqlValue>

/** The statement and its values, each in the place of its parameter. */
export function callLogIn(values: LogInValues): [sql: string, values: SqlValue[]] {
  return [LOG_IN, LOG_IN_PARAMETERS.map((name) => values[name])]
}

const LOG_IN = `CALL log_in(${LOG_IN_PARAMETERS.map(() => '?').join(', ')})`
const WINDOW_MS = 60_000

export const recordLogin = part({
  settings: loginSettings,
  needs: { database, sealing, clock },
  make({ database, sealing, clock }, settings): RecordLogin {
    return async ({ openid, sessionKey, unionid }, { appId, device, remoteAddress }, deadline) => {
      const now = clock()
      const after = (seconds: number) => new Date(now.getTime() + seconds * 1000)
      const endsAt = after(settings.seconds)
      const expiresAt = after(Math.min(settings.tokenSeconds, settings.seconds))
      const id = newSessionId(now)
      const userId = userIdOf(appId, openid)
      const sealed = sealing.seal(sessionKey, id)
      const call = callLogIn({
        the_user_id: userId,
        the_app_id: appId,
        the_openid: openid,
        the_unionid: unionid ?? null,
        the_session_id: id,
        the_sealing_key_id: sealed.keyId,
        the_session_key: sealed.bytes,
        the_device: device ?? null,
        the_time: now,
        the_expiry: expiresAt,
        the_end: endsAt,
        is_only_one: settings.policy === 'one' ? 1 : 0,
        the_window: new Date(now.getTime() - WINDOW_MS),
        the_user_limit: settings.loginsPerUser,
        the_address: remoteAddress === undefined ? null : sealing.hide(`address\0${remoteAddress}`),
        the_address_limit: settings.loginsPerAddress
      })
      const [rows] = await database.run<{ refused_since: Date | null }[]>(...call, deadline)
      const refusedSince = rows?.[0]?.refused_since
      if (refusedSince) throw tooMany(refusedSince, clock())
      return {
        id: id.toString('hex'),
        userId: userId.toString('hex'),
        ...(device !== undefined && { device }),
        createdAt: now,
        lastSeenAt: now,
        expiresAt,
        endsAt
      }
    }
  }
})

function tooMany(since: Date, now: Date): Failure {
  // another instance, with a clock ahead of ours, may have opened the window: cap the wait
  const waitMs = Math.min(since.getTime() - now.getTime(), 0) + WINDOW_MS
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  return new Failure('RATE_LIMITED', {
    headers: { 'retry-after': String(seconds) },
    detail: { limit: 'ours' }
  })
}
