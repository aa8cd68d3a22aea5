import type { Database } from '../shared/database/database'
import type { Deadline } from '../shared/core/deadline'
import {
  readSession,
  SESSION_COLUMNS,
  type Session,
  type SessionRow
} from '../shared/accounts/sessions'

/**
 * What users do with their own sessions. Ids are 32 hexadecimal digits. All methods throw what
 * Database.run throws.
 */
export interface OwnSessions {
  /** Those that are alive, seen last first. */
  list(userId: string, deadline: Deadline): Promise<Session[]>
  /** Moves the end of a session's token; its own end stays. */
  extend(id: string, expiresAt: Date, deadline: Deadline): Promise<void>
  end(id: string, deadline: Deadline): Promise<void>
  endOthers(userId: string, id: string, deadline: Deadline): Promise<void>
}

/** Nobody reads more; a user who has more is no person. */
const LISTED = 100

export function createOwnSessions(database: Database, clock: () => Date): OwnSessions {
  const bytesOf = (id: string) => Buffer.from(id, 'hex')
  return {
    async list(userId, deadline) {
      const rows = await database.run<SessionRow>(
        `SELECT ${SESSION_COLUMNS} FROM sessions WHERE user_id = ? AND expires_at > ?
         ORDER BY last_seen_at DESC, id DESC LIMIT ${LISTED}`,
        [bytesOf(userId), clock()],
        deadline
      )
      return rows.map(readSession)
    },
    async extend(id, expiresAt, deadline) {
      const sql = 'UPDATE sessions SET expires_at = ?, last_seen_at = ? WHERE id = ?'
      await database.run(sql, [expiresAt, clock(), bytesOf(id)], deadline)
    },
    async end(id, deadline) {
      await database.run('DELETE FROM sessions WHERE id = ?', [bytesOf(id)], deadline)
    },
    async endOthers(userId, id, deadline) {
      const sql = 'DELETE FROM sessions WHERE user_id = ? AND id <> ?'
      await database.run(sql, [bytesOf(userId), bytesOf(id)], deadline)
    }
  }
}
