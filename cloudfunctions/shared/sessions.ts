import type { Config } from './config'
import type { Database } from './database'
import type { Deadline } from './deadline'
import { newSessionId, userIdOf } from './identifiers'
import { createSealing } from './sealing'
import type { Identity } from './wechat'

/** Ids are 32 hexadecimal digits. */
export interface Session {
  id: string
  userId: string
  createdAt: Date
  expiresAt: Date
}

export interface Sessions {
  /** Writes the user (new or known) and a new session in one round trip and one commit. */
  record(appId: string, identity: Identity, deadline: Deadline): Promise<Session>
  /** The session, unless it has ended or expired. */
  find(id: string, deadline: Deadline): Promise<Session | undefined>
  end(id: string, deadline: Deadline): Promise<void>
}

interface SessionRow {
  user_id: Buffer
  created_at: Date
  expires_at: Date
}

/** The rows are the authority on who is logged in. All methods throw what Database.run throws. */
export function createSessions(
  database: Database,
  settings: Config['sessions'],
  clock: () => Date
): Sessions {
  const sealing = createSealing(settings.sealingKeys)
  return {
    async record(appId, { openid, sessionKey, unionid }, deadline) {
      const createdAt = clock()
      const expiresAt = new Date(createdAt.getTime() + settings.seconds * 1000)
      const id = newSessionId(createdAt)
      const userId = userIdOf(appId, openid)
      const sealed = sealing.seal(sessionKey, id)
      await database.run(
        'CALL record_login(?, ?, ?, ?, ?, ?, ?, ?, ?)',
        [
          userId,
          appId,
          openid,
          unionid ?? null,
          id,
          sealed.keyId,
          sealed.bytes,
          createdAt,
          expiresAt
        ],
        deadline
      )
      return { id: id.toString('hex'), userId: userId.toString('hex'), createdAt, expiresAt }
    },

    async find(id, deadline) {
      const [row] = await database.run<SessionRow>(
        'SELECT user_id, created_at, expires_at FROM sessions WHERE id = ?',
        [Buffer.from(id, 'hex')],
        deadline
      )
      if (!row || row.expires_at <= clock()) return undefined
      const userId = row.user_id.toString('hex')
      return { id, userId, createdAt: row.created_at, expiresAt: row.expires_at }
    },

    async end(id, deadline) {
      await database.run('DELETE FROM sessions WHERE id = ?', [Buffer.from(id, 'hex')], deadline)
    }
  }
}
