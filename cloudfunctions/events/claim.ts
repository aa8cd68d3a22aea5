import { randomBytes } from 'node:crypto'
import { startDeadline } from '../shared/core/deadline'
import { Failure } from '../shared/core/failure'
import { database, type SqlValue } from '../shared/database/database'
import { part } from '../shared/parts/part'

export const BATCH = 100
/**
 * A claim ends after this long, when its processor must have been stopped: longer than what the
 * function's own time limit leaves after the last claim.
 */
const CLAIM_SECONDS = 60
const STEP_MS = 5000
const PARSE_ERROR = 1064

export interface ClaimedEvent {
  id: number
  kind: string
  key: string
  payload: string
  /** Including this one; of a suspect, not including it. */
  tries: number
  isOptional: boolean
  /** A processor ended while it held this event, possibly because of it. */
  isSuspect: boolean
  claim: Buffer
}

interface EventRow {
  id: number
  kind: string
  event_key: string
  payload: string
  tries: number
  is_optional: number
  is_suspect: number
}

const DUE = "state = 'waiting' AND due_at <= UTC_TIMESTAMP(3)"
// of a suspect, the try is counted when it starts: it may be the next to end a processor
const CLAIM = `UPDATE events SET tries = tries + (claim IS NULL), is_suspect = (claim IS NOT NULL),
    claim = ?, due_at = UTC_TIMESTAMP(3) + INTERVAL ${CLAIM_SECONDS} SECOND
  WHERE id IN (${idList()}) AND ${DUE}`
const CLAIMED = 'SELECT id FROM events WHERE claim = ? LIMIT 1'

/** Claims due events, so that no other processor takes them for a while. */
export const claimEvents = part({
  needs: { database },
  make({ database }) {
    // servers before MySQL 8 and MariaDB 10.6 do not know SKIP LOCKED
    let canSkip = true

    async function claimUnlocked(claim: Buffer): Promise<void> {
      const sql = `SELECT id FROM events WHERE ${DUE} ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`
      let isRepeated = false
      await database.transaction(
        async ({ run, change }) => {
          // after a lost commit, a second batch under the same claim would be too many at once
          const [known] = isRepeated ? await run(CLAIMED, [claim]) : []
          if (known) return
          isRepeated = true
          const rows = await run<{ id: number }>(sql)
          if (rows.length) await change(CLAIM, [claim, ...padIds(rows)])
        },
        startDeadline(STEP_MS),
        { idempotent: true, readCommitted: true }
      )
    }

    /** Another processor may choose the same events at this moment; each goes to one of the two. */
    async function claimAny(claim: Buffer, rows: { id: number }[]): Promise<void> {
      const values = [claim, ...padIds(rows)]
      await database.change(CLAIM, values, startDeadline(STEP_MS), { idempotent: true })
    }

    return async (): Promise<ClaimedEvent[]> => {
      const claim = randomBytes(16)
      const due = `SELECT id FROM events WHERE ${DUE} ORDER BY due_at LIMIT ${BATCH}`
      const found = await database.run<{ id: number }>(due, [], startDeadline(STEP_MS))
      if (!found.length) return []
      if (canSkip)
        await claimUnlocked(claim).catch((error: unknown) => {
          if (!(error instanceof Failure) || error.detail.errno !== PARSE_ERROR) throw error
          canSkip = false
        })
      if (!canSkip) await claimAny(claim, found)
      const sql = `SELECT id, kind, event_key, payload, tries, is_optional, is_suspect
        FROM events WHERE claim = ? ORDER BY id`
      const rows = await database.run<EventRow>(sql, [claim], startDeadline(STEP_MS))
      return rows.map((row) => readEvent(row, claim))
    }
  }
})

function readEvent(row: EventRow, claim: Buffer): ClaimedEvent {
  const { id, kind, event_key: key, payload, tries } = row
  const isOptional = row.is_optional === 1
  return { id, kind, key, payload, tries, isOptional, isSuspect: row.is_suspect === 1, claim }
}

/** Placeholders for a full batch, however many ids there are: one prepared statement serves all. */
export function idList(): string {
  return Array(BATCH).fill('?').join()
}

/** As many ids as there are placeholders; the first one fills the rest. */
export function padIds(events: { id: number }[]): SqlValue[] {
  return Array.from({ length: BATCH }, (_, i) => events[i]?.id ?? events[0]?.id ?? 0)
}
