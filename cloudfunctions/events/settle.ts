import { startDeadline } from '../shared/core/deadline'
import { describeError } from '../shared/core/log'
import { database, type Transaction } from '../shared/database/database'
import { TryLater } from '../shared/events/handler'
import { part } from '../shared/parts/part'
import { type ClaimedEvent, idList, padIds } from './claim'

/** The pause after the first failure; it doubles with each further one. */
const FIRST_PAUSE_SECONDS = 5
const LONGEST_PAUSE_SECONDS = 3600
/** Parked events that nobody looks at are deleted after this long. */
const PARKED_SECONDS = 30 * 86_400
const LONGEST_ERROR = 400
const STEP_MS = 5000

const OURS = `claim = ? AND id IN (${idList()})`
const COMPLETE = `UPDATE events SET state = 'done', payload = NULL, error = NULL, claim = NULL,
    due_at = UTC_TIMESTAMP(3) + INTERVAL keep_seconds SECOND WHERE ${OURS}`

/** Records the outcome of claimed events; does nothing once another processor has claimed them. */
export const settle = part({
  needs: { database },
  make({ database }) {
    const change = (sql: string, values: Parameters<typeof database.change>[1]) =>
      database.change(sql, values, startDeadline(STEP_MS), { idempotent: true })
    const each = (event: ClaimedEvent) => [event.claim, event.id]

    return {
      async complete(events: ClaimedEvent[]): Promise<void> {
        await change(COMPLETE, valuesFor(events))
      },

      /** Counts the try of a suspect before it starts. */
      async start(event: ClaimedEvent): Promise<void> {
        await change('UPDATE events SET tries = tries + 1 WHERE claim = ? AND id = ?', each(event))
      },

      async retryLater(event: ClaimedEvent, error: unknown): Promise<void> {
        const seconds = error instanceof TryLater ? error.seconds : pauseAfter(event.tries)
        await change(
          `UPDATE events SET claim = NULL, error = ?,
             due_at = UTC_TIMESTAMP(3) + INTERVAL ? SECOND WHERE claim = ? AND id = ?`,
          [textOf(error), seconds, ...each(event)]
        )
      },

      async park(event: ClaimedEvent, error: unknown): Promise<void> {
        await change(
          `UPDATE events SET state = 'parked', claim = NULL, error = ?,
             due_at = UTC_TIMESTAMP(3) + INTERVAL ${PARKED_SECONDS} SECOND
           WHERE claim = ? AND id = ?`,
          [textOf(error), ...each(event)]
        )
      },

      /** Gives back what was claimed and not started. */
      async release(events: ClaimedEvent[]): Promise<void> {
        const fresh = events.filter(({ isSuspect }) => !isSuspect)
        if (!fresh.length) return
        await change(
          `UPDATE events SET claim = NULL, tries = tries - 1, due_at = UTC_TIMESTAMP(3) WHERE ${OURS}`,
          valuesFor(fresh)
        )
      }
    }
  }
})

/** Marks events as done within a transaction; false where the claim has passed to another. */
export async function completeWithin(
  { change }: Transaction,
  events: ClaimedEvent[]
): Promise<boolean> {
  return (await change(COMPLETE, valuesFor(events))) === events.length
}

function valuesFor(events: ClaimedEvent[]) {
  return [events[0]?.claim ?? null, ...padIds(events)]
}

function pauseAfter(tries: number): number {
  const seconds = Math.min(FIRST_PAUSE_SECONDS * 2 ** (tries - 1), LONGEST_PAUSE_SECONDS)
  return Math.ceil(seconds * (0.75 + Math.random() / 2))
}

/** What may be kept of an error: no values. */
function textOf(error: unknown): string {
  if (error instanceof TryLater) return error.message.slice(0, LONGEST_ERROR)
  return JSON.stringify({ ...describeError(error), at: undefined }).slice(0, LONGEST_ERROR)
}
