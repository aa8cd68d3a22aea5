import { randomBytes } from 'node:crypto'
import { type Deadline } from '../core/deadline'
import { database, type SqlValue, type Transaction } from '../database/database'
import { part } from '../parts/part'
import { kick } from './kick'
import { type EventKind } from './kind'

export interface EventOptions {
  /**
   * Of two events of a kind with the same key, the second is ignored, also for some days after the
   * first is done. Printable ASCII, at most 128 characters.
   */
  key?: string
  /** Not processed before this time; by default at once. */
  dueAt?: Date
  /** It is not a fault when no handler is registered for this kind: it is then simply done. */
  optional?: boolean
}

/** Stores events, which the function `events` processes later. */
export interface Events {
  /**
   * @param within the caller's transaction: the event is stored if that commits, and only then. Or a
   * deadline: it is stored in a commit of its own, once even if the answer is lost on the way.
   */
  add<P>(
    within: Transaction | Deadline,
    kind: EventKind<P>,
    payload: P,
    options?: EventOptions
  ): Promise<void>
}

export const INSERT_EVENT = `INSERT INTO events
    (kind, event_key, payload, due_at, keep_seconds, is_optional, created_at)
  VALUES (?, ?, ?, COALESCE(?, UTC_TIMESTAMP(3)), ?, ?, UTC_TIMESTAMP(3))
  ON DUPLICATE KEY UPDATE id = id`

/** Longer than anybody repeats a message: WeChat Pay does for a day. */
const KEEP_KEY_SECONDS = 3 * 86_400
/** Longer than a lost answer makes a request send its INSERT again. */
const KEEP_SECONDS = 120
const LONGEST_PAYLOAD = 128 * 1024
const KEY = /^[!-~]{1,128}$/

export const events = part({
  needs: { database, kick },
  make: ({ database, kick }): Events => ({
    async add(within, kind, payload, options = {}) {
      const text = JSON.stringify(payload)
      if (text.length > LONGEST_PAYLOAD)
        throw new Error(`event ${kind.name}: its payload is too long`)
      const values = valuesOf(kind.name, text, options)
      const kickIfDue = options.dueAt ? () => undefined : kick
      if ('change' in within) {
        await within.change(INSERT_EVENT, values)
        within.afterCommit(kickIfDue)
      } else {
        await database.change(INSERT_EVENT, values, within, { idempotent: true })
        kickIfDue()
      }
    }
  })
})

/** The values of INSERT_EVENT. */
export function valuesOf(kind: string, payload: string, options: EventOptions): SqlValue[] {
  const { key = randomBytes(16).toString('base64url'), dueAt = null, optional = false } = options
  if (!KEY.test(key)) throw new Error(`event ${kind}: its key is not 1 to 128 printable characters`)
  const keepSeconds = options.key === undefined ? KEEP_SECONDS : KEEP_KEY_SECONDS
  return [kind, key, payload, dueAt, keepSeconds, optional]
}
