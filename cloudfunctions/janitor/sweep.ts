import { setTimeout as pause } from 'node:timers/promises'
import { startDeadline } from '../shared/core/deadline'
import { database } from '../shared/database/database'
import { part } from '../shared/parts/part'

interface Swept {
  sessions: number
  addresses: number
  /** False when the time ran out before everything was removed. */
  done: boolean
}

/** Rows per statement: it holds its locks for about 30 ms (measured on both servers). */
const BATCH = 500
/** Lets logins in that wait for a lock. */
const PAUSE_MS = 50
/** One batch, including the cost of a lost connection. */
const BATCH_MS = 5000
/** Counts of addresses expire after a minute; the rest allows for a clock that is set back. */
const ADDRESS_MINUTES = 10

/** Removes expired sessions and counts, in small batches. Two at once do no harm. */
export const sweep = part({
  needs: { database },
  make({ database }) {
    async function remove(sql: string, isLate: () => boolean) {
      let removed = 0
      for (;;) {
        const batch = await database.change(sql, [BATCH], startDeadline(BATCH_MS), {
          idempotent: true
        })
        removed += batch
        if (batch < BATCH) return { removed, done: true }
        if (isLate()) return { removed, done: false }
        await pause(PAUSE_MS)
      }
    }

    return async (remainingMs: number): Promise<Swept> => {
      const end = performance.now() + remainingMs - BATCH_MS
      const isLate = () => performance.now() > end
      const sessions = await remove(
        'DELETE FROM sessions WHERE expires_at < UTC_TIMESTAMP(3) ORDER BY expires_at LIMIT ?',
        isLate
      )
      const addresses = await remove(
        `DELETE FROM login_addresses
         WHERE logins_since < UTC_TIMESTAMP(3) - INTERVAL ${ADDRESS_MINUTES} MINUTE
         ORDER BY logins_since LIMIT ?`,
        isLate
      )
      return {
        sessions: sessions.removed,
        addresses: addresses.removed,
        done: sessions.done && addresses.done
      }
    }
  }
})
