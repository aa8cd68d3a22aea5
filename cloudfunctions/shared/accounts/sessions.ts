import type { Database } from '../database/database'
import type { Deadline } from '../core/deadline'

/** Ids are 32 hexadecimal digits. */
export interface Session {
  id: string
  userId: string
  device?: string
  createdAt: Date
  /** To within SEEN_MS. */
  lastSeenAt: Date
  /** The token's end; a renewal moves it. */
  expiresAt: Date
  /** However often it is renewed. */
  endsAt: Date
}

export interface Sessions {
  /**
   * The session, unless it has ended or expired. Throws what Database.run throws. Notes, every few
   * minutes, that it was seen.
   */
  find(id: string, deadline: Deadline): Promise<Session | undefined>
}

export interface SessionRow {
  id: Buffer
  user_id: Buffer
  device: string | null
  created_at: Date
  last_seen_at: Date | null
  expires_at: Date
  ends_at: Date | null
}

export const SESSION_COLUMNS = 'id, user_id, device, created_at, last_seen_at, expires_at, ends_at'
/** Every request reads the row; only some write it. */
const SEEN_MS = 5 * 60_000

/** The rows are the authority on who is logged in. */
export function createSessions(database: Database, clock: () => Date): Sessions {
  async function noteSeen({ id }: SessionRow, now: Date, deadline: Deadline): Promise<void> {
    const sql = 'UPDATE sessions SET last_seen_at = ? WHERE id = ?'
    // a list that is a few minutes late is no reason to refuse a request
    await database.run(sql, [now, id], deadline).catch(() => undefined)
  }

  return {
    async find(id, deadline) {
      const sql = `SELECT ${SESSION_COLUMNS} FROM sessions WHERE id = ?`
      const [row] = await database.run<SessionRow>(sql, [Buffer.from(id, 'hex')], deadline)
      const now = clock()
      if (!row || row.expires_at <= now) return undefined
      const session = readSession(row)
      if (now.getTime() - session.lastSeenAt.getTime() < SEEN_MS) return session
      await noteSeen(row, now, deadline)
      return { ...session, lastSeenAt: now }
    }
  }
}

export function readSession(row: SessionRow): Session {
  return {
    id: row.id.toString('hex'),
    userId: row.user_id.toString('hex'),
    ...(row.device !== null && { device: row.device }),
    createdAt: row.created_at,
    // rows of the version before have neither
    lastSeenAt: row.last_seen_at ?? row.created_at,
    expiresAt: row.expires_at,
    endsAt: row.ends_at ?? row.expires_at
  }
}
