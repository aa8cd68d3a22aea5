import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../shared/database/database'
import { startDeadline } from '../shared/core/deadline'

export interface Swept {
  sessions: number
  addresses: number
  /** False: time was up, and there is more to remove. */
  done: boolean
}

/** Rows a statement: its locks are gone after some 30 ms (measured on both servers). */
const BATCH = 500
/** Logins that wait for a lock get in between. */
const PAUSE_MS = 50
/** One batch, with what a lost connection costs. */
const BATCH_MS = 5000
/** Counts of addresses are over after a minute; this is for clocks that differ. */
const ADDRESS_MS = 10 * 60_000

/** Makes what removes expired sessions, in small batches. Removing twice removes nothing more. */
export function createSweep(database: Database, clock: () => Date) {
  async function remove(sql: string, before: Date, isLate: () => boolean) {
    let removed = 0
    for (;;) {
      const batch = await database.change(sql, [before, BATCH], startDeadline(BATCH_MS))
      removed += batch
      if (batch < BATCH) return { removed, done: true }
      if (isLate()) return { removed, done: false }
      await pause(PAUSE_MS)
    }
  }

  return async (remainingMs: number): Promise<Swept> => {
    const end = performance.now() + remainingMs - BATCH_MS
    const isLate = () => performance.now() > end
    const now = clock()
    const sessions = await remove(
      'DELETE FROM sessions WHERE expires_at < ? ORDER BY expires_at LIMIT ?',
      now,
      isLate
    )
    const addresses = await remove(
      'DELETE FROM login_addresses WHERE logins_since < ? ORDER BY logins_since LIMIT ?',
      new Date(now.getTime() - ADDRESS_MS),
      isLate
    )
    return {
      sessions: sessions.removed,
      addresses: addresses.removed,
      done: sessions.done && addresses.done
    }
  }
}
