import { type Deadline } from '../core/deadline'
import { database } from '../database/database'
import { part } from '../parts/part'
import { bytesOf } from './identifiers'

/** Ids are 32 hexadecimal digits; times are by the database's clock. */
export interface Session {
  id: string
  userId: string
  device?: string
  createdAt: Date
  /** Accurate to within SEEN_MS. */
  lastSeenAt: Date
  /** When its token expires; a renewal moves it. */
  expiresAt: Date
  /** When it ends for good, however often it is renewed. */
  endsAt: Date
  readAt: Date
}

/**
 * The rows are the authority on who is logged in, and the database's clock on whether they still are:
 * the clocks of instances differ. All methods throw what Database.run throws. */
export interface Sessions {
  /** The session, unless it has ended or expired. Every few minutes, records that it was seen. */
  find(id: string, deadline: Deadline): Promise<Session | undefined>
  /** Whether this is a live session of this user; writes nothing. */
  isOwn(id: string, userId: string, deadline: Deadline): Promise<boolean>
  /** The user's live sessions, last seen first; at most 100. */
  list(userId: string, deadline: Deadline): Promise<Session[]>
  /** Moves the end of a session's token; the session's own end does not change. */
  extend(id: string, expiresAt: Date, deadline: Deadline): Promise<void>
  /** Ends this session of this user, in one statement that names both. */
  end(id: string, userId: string, deadline: Deadline): Promise<void>
  /** Ends all the user's sessions but this one. */
  endOthers(session: Session, deadline: Deadline): Promise<void>
}

interface SessionRow {
  id: Buffer
  user_id: Buffer
  device: string | null
  created_at: Date
  last_seen_at: Date | null
  expires_at: Date
  ends_at: Date | null
  now: Date
}

const NOW = 'UTC_TIMESTAMP(3)'
const COLUMNS = `id, user_id, device, created_at, last_seen_at, expires_at, ends_at, ${NOW} AS now`
/** Every request reads the row; only some write it. */
const SEEN_MS = 5 * 60_000
/** No real user has more sessions. */
const LISTED = 100

export const sessions = part({
  needs: { database },
  make({ database }): Sessions {
    async function noteSeen({ id }: SessionRow, deadline: Deadline): Promise<void> {
      const sql = `UPDATE sessions SET last_seen_at = ${NOW} WHERE id = ?`
      // a list that is a few minutes late is no reason to refuse a request
      await database.change(sql, [id], deadline, { idempotent: true }).catch(() => undefined)
    }

    return {
      async find(id, deadline) {
        const sql = `SELECT ${COLUMNS} FROM sessions WHERE id = ? AND expires_at > ${NOW}`
        const [row] = await database.run<SessionRow>(sql, [bytesOf(id)], deadline)
        if (!row) return undefined
        const session = readSession(row)
        if (row.now.getTime() - session.lastSeenAt.getTime() < SEEN_MS) return session
        await noteSeen(row, deadline)
        return { ...session, lastSeenAt: row.now }
      },
      async isOwn(id, userId, deadline) {
        const sql = `SELECT 1 FROM sessions WHERE id = ? AND user_id = ? AND expires_at > ${NOW}`
        const values = [bytesOf(id), bytesOf(userId)]
        return (await database.run(sql, values, deadline)).length > 0
      },
      async list(userId, deadline) {
        const rows = await database.run<SessionRow>(
          `SELECT ${COLUMNS} FROM sessions WHERE user_id = ? AND expires_at > ${NOW}
           ORDER BY last_seen_at DESC, id DESC LIMIT ${LISTED}`,
          [bytesOf(userId)],
          deadline
        )
        return rows.map(readSession)
      },
      async extend(id, expiresAt, deadline) {
        const sql = `UPDATE sessions SET expires_at = ?, last_seen_at = ${NOW} WHERE id = ?`
        const values = [expiresAt, bytesOf(id)]
        await database.change(sql, values, deadline, { idempotent: true })
      },
      async end(id, userId, deadline) {
        const sql = 'DELETE FROM sessions WHERE id = ? AND user_id = ?'
        const values = [bytesOf(id), bytesOf(userId)]
        await database.change(sql, values, deadline, { idempotent: true })
      },
      async endOthers({ id, userId }, deadline) {
        const sql = 'DELETE FROM sessions WHERE user_id = ? AND id <> ?'
        await database.change(sql, [bytesOf(userId), bytesOf(id)], deadline, { idempotent: true })
      }
    }
  }
})

function readSession(row: SessionRow): Session {
  return {
    id: row.id.toString('hex'),
    userId: row.user_id.toString('hex'),
    device: row.device ?? undefined,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at ?? row.created_at,
    expiresAt: row.expires_at,
    endsAt: row.ends_at ?? row.expires_at,
    readAt: row.now
  }
}
