import { startDeadline } from '../shared/core/deadline'
import { database } from '../shared/database/database'
import { type EventHandler } from '../shared/events/handler'
import { clock } from '../shared/parts/clock'
import { part } from '../shared/parts/part'
import { type ClaimedEvent, claimEvents } from './claim'
import { processEventsWith, type Tally } from './process-events'

/** No batch is claimed later than this after the start, and no event is started later than that. */
const CLAIM_MS = 20_000
const START_MS = 35_000
const STEP_MS = 5000
const FORGET_EVERY_MS = 60_000
const FORGET_ROWS = 500

/** Processes all events that are due, as far as time allows. Several processors can run at once. */
export const drainWith = (handlers: EventHandler[]) =>
  part({
    needs: { database, clock, claimEvents, processEvents: processEventsWith(handlers) },
    make({ database, clock, claimEvents, processEvents }) {
      let forgottenAt = 0

      async function processBatch(batch: ClaimedEvent[], tally: Tally, isLate: () => boolean) {
        const fresh = batch.filter(({ isSuspect }) => !isSuspect)
        for (const kind of new Set(fresh.map((event) => event.kind)))
          await processEvents.ofKind(
            fresh.filter((event) => event.kind === kind),
            tally,
            isLate
          )
        // the least often started first: one of them may end this processor, too
        const suspects = batch.filter(({ isSuspect }) => isSuspect)
        for (const suspect of suspects.sort((one, other) => one.tries - other.tries))
          if (!isLate()) await processEvents.suspect(suspect, tally)
      }

      /** Deletes what was done or parked long ago; the next call does what the time does not allow. */
      async function forget(isLate: () => boolean): Promise<void> {
        if (clock().getTime() - forgottenAt < FORGET_EVERY_MS) return
        for (const state of ['done', 'parked']) {
          const sql = `DELETE FROM events WHERE state = ? AND due_at < UTC_TIMESTAMP(3)
            ORDER BY due_at LIMIT ${FORGET_ROWS}`
          let removed: number
          do {
            const deadline = startDeadline(STEP_MS)
            removed = await database.change(sql, [state], deadline, { idempotent: true })
          } while (removed === FORGET_ROWS && !isLate())
        }
        if (!isLate()) forgottenAt = clock().getTime()
      }

      return async (remainingMs: number): Promise<Tally> => {
        const startedAt = performance.now()
        const hasPassed = (ms: number) =>
          performance.now() - startedAt > Math.min(ms, remainingMs - 2 * STEP_MS)
        const tally: Tally = { done: 0, later: 0, failed: 0, parked: 0 }
        do {
          const batch = await claimEvents()
          if (!batch.length) break
          await processBatch(batch, tally, () => hasPassed(START_MS))
        } while (!hasPassed(CLAIM_MS))
        await forget(() => hasPassed(START_MS))
        return tally
      }
    }
  })
