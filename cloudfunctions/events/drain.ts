import { startDeadline } from '../shared/core/deadline'
import { database } from '../shared/database/database'
import { type EventHandler } from '../shared/events/handler'
import { clock } from '../shared/parts/clock'
import { part } from '../shared/parts/part'
import { type ClaimedEvent, claimEvents } from './claim'
import { type Tally, workEventsWith } from './work'

/** No batch is claimed later than this after the start, and no event is started later than that. */
const CLAIM_MS = 20_000
const START_MS = 35_000
const STEP_MS = 5000
const FORGET_EVERY_MS = 60_000
const FORGET_ROWS = 500

/** Works everything that is due, as far as the time allows. Several at once do not get in the way. */
export const drainWith = (handlers: EventHandler[]) =>
  part({
    needs: { database, clock, claimEvents, work: workEventsWith(handlers) },
    make({ database, clock, claimEvents, work }) {
      let forgottenAt = 0

      async function workBatch(batch: ClaimedEvent[], tally: Tally, isLate: () => boolean) {
        const fresh = batch.filter(({ isSuspect }) => !isSuspect)
        for (const kind of new Set(fresh.map((event) => event.kind)))
          await work.workKind(
            fresh.filter((event) => event.kind === kind),
            tally,
            isLate
          )
        // those that were started least often first: one may end this processor, too
        const suspects = batch.filter(({ isSuspect }) => isSuspect)
        for (const suspect of suspects.sort((one, other) => one.tries - other.tries))
          if (!isLate()) await work.workSuspect(suspect, tally)
      }

      /** Deletes what was done or parked long ago. */
      async function forget(): Promise<void> {
        if (clock().getTime() - forgottenAt < FORGET_EVERY_MS) return
        forgottenAt = clock().getTime()
        for (const state of ['done', 'parked']) {
          const sql = `DELETE FROM events WHERE state = ? AND due_at < UTC_TIMESTAMP(3)
            ORDER BY due_at LIMIT ${FORGET_ROWS}`
          const deadline = () => startDeadline(STEP_MS)
          let removed = FORGET_ROWS
          while (removed === FORGET_ROWS)
            removed = await database.change(sql, [state], deadline(), { idempotent: true })
        }
      }

      return async (remainingMs: number): Promise<Tally> => {
        const startedAt = performance.now()
        const hasPassed = (ms: number) =>
          performance.now() - startedAt > Math.min(ms, remainingMs - 2 * STEP_MS)
        const tally: Tally = { done: 0, later: 0, failed: 0, parked: 0 }
        do {
          const batch = await claimEvents()
          if (!batch.length) break
          await workBatch(batch, tally, () => hasPassed(START_MS))
        } while (!hasPassed(CLAIM_MS))
        await forget()
        return tally
      }
    }
  })
