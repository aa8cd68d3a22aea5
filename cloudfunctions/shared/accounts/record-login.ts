import { networkOf } from '../../../tools/contract/door/caller-address'
import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { database } from '../database/database'
import { clock } from '../parts/clock'
import { part } from '../parts/part'
import { loginSettings } from '../settings/sections'
import { type Identity } from '../wechat/code-to-session'
import { newSessionId, newUserId } from './identifiers'
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
 * round trip and one commit, which moves the given times to the database's clock. Throws Failure
 * RATE_LIMITED, or what Database.run throws.
 */
type RecordLogin = (
  identity: Identity,
  context: LoginContext,
  deadline: Deadline
) => Promise<Session>

/** Times are by the database's clock; `created_at` is when it refused, where it did. */
interface LoginRow {
  refused_since: Date | null
  user_id: Buffer
  created_at: Date
}

const WINDOW_MS = 60_000

export const recordLogin = part({
  settings: loginSettings,
  needs: { database, sealing, clock },
  make({ database, sealing, clock }, settings): RecordLogin {
    return async ({ openid, sessionKey, unionid }, { appId, device, remoteAddress }, deadline) => {
      const now = clock()
      const end = (from: Date) => after(from, settings.seconds)
      const expiry = (from: Date) => after(from, Math.min(settings.tokenSeconds, settings.seconds))
      const id = newSessionId(now)
      const sealed = sealing.seal(sessionKey, id)
      const [row] = await database.call<LoginRow>(
        'log_in',
        {
          // kept for a new user; replaced by the id of a known one
          the_user_id: newUserId(),
          the_app_id: appId,
          the_openid: openid,
          the_unionid: unionid ?? null,
          the_session_id: id,
          the_sealing_key_id: sealed.keyId,
          the_session_key: sealed.bytes,
          the_device: device ?? null,
          the_time: now,
          the_expiry: expiry(now),
          the_end: end(now),
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
      if (!row) throw new Failure('SERVER_ERROR', { message: 'log_in returned nothing' })
      const { refused_since: refusedSince, user_id: userId, created_at: createdAt } = row
      if (refusedSince) throw tooMany(refusedSince, createdAt)
      return {
        id: id.toString('hex'),
        userId: userId.toString('hex'),
        ...(device !== undefined && { device }),
        createdAt,
        lastSeenAt: createdAt,
        expiresAt: expiry(createdAt),
        endsAt: end(createdAt),
        readAt: createdAt
      }
    }
  }
})

function after(from: Date, seconds: number): Date {
  return new Date(from.getTime() + seconds * 1000)
}

function tooMany(since: Date, now: Date): Failure {
  // the database's clock may have been set back since
  const waitMs = Math.min(since.getTime() - now.getTime(), 0) + WINDOW_MS
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  return new Failure('RATE_LIMITED', {
    headers: { 'retry-after': String(seconds) },
    detail: { limit: 'ours' }
  })
}
