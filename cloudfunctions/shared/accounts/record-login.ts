import { networkOf } from '../../../tools/contract/door/caller-address'
import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { database } from '../database/database'
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
type RecordLogin = (
  identity: Identity,
  context: LoginContext,
  deadline: Deadline
) => Promise<Session>

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
      const [row] = await database.call<{ refused_since: Date | null }>(
        'log_in',
        {
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
          the_address:
            remoteAddress === undefined
              ? null
              : sealing.hide(`address\0${networkOf(remoteAddress)}`),
          the_address_limit: settings.loginsPerAddress
        },
        deadline,
        { idempotent: true }
      )
      const refusedSince = row?.refused_since
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
