import type { Config } from '../settings/config'
import type { Database } from '../database/database'
import type { Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { addressIdOf, newSessionId, userIdOf } from './identifiers'
import { createSealing } from './sealing'
import type { Session } from './sessions'
import type { Identity } from '../wechat/wechat'

/** What a door knows about a login, beside who it is. */
export interface LoginContext {
  appId: string
  device?: string
  /** Where it comes from, as the platform says. */
  remoteAddress?: string
}

export interface Logins {
  /**
   * Writes the user (new or known) and a new session, and counts both against the limits, in one
   * round trip and one commit. Throws Failure RATE_LIMITED, or what Database.run throws.
   */
  record(identity: Identity, context: LoginContext, deadline: Deadline): Promise<Session>
}

const WINDOW_MS = 60_000

export function createLogins(
  database: Database,
  settings: Config['sessions'],
  clock: () => Date
): Logins {
  const sealing = createSealing(settings.sealingKeys)
  const addressKey = settings.sealingKeys.current.key
  const call = `CALL log_in(${Array(16).fill('?').join(', ')})`

  return {
    async record({ openid, sessionKey, unionid }, context, deadline) {
      const { appId, device, remoteAddress } = context
      const now = clock()
      const after = (seconds: number) => new Date(now.getTime() + seconds * 1000)
      const endsAt = after(settings.seconds)
      const expiresAt = after(Math.min(settings.tokenSeconds, settings.seconds))
      const id = newSessionId(now)
      const userId = userIdOf(appId, openid)
      const sealed = sealing.seal(sessionKey, id)
      const [rows] = await database.run<{ refused_since: Date | null }[]>(
        call,
        [
          ...[userId, appId, openid, unionid ?? null],
          ...[id, sealed.keyId, sealed.bytes, device ?? null],
          ...[now, expiresAt, endsAt, settings.policy === 'one' ? 1 : 0],
          ...[new Date(now.getTime() - WINDOW_MS), settings.loginsPerUser],
          remoteAddress === undefined ? null : addressIdOf(remoteAddress, addressKey),
          settings.loginsPerAddress
        ],
        deadline
      )
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
}

/** The window may have been opened by another instance, whose clock is ahead: it is no longer for that. */
function tooMany(since: Date, now: Date): Failure {
  const waitMs = Math.min(since.getTime() - now.getTime(), 0) + WINDOW_MS
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  return new Failure('RATE_LIMITED', {
    headers: { 'retry-after': String(seconds) },
    detail: { limit: 'ours' }
  })
}
