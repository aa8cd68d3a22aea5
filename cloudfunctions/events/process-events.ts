import { startDeadline } from '../shared/core/deadline'
import { describeError, log } from '../shared/core/log'
import { database } from '../shared/database/database'
import {
  type EventHandler,
  type ReceivedEvent,
  TryLater,
  type Work,
  worksOf
} from '../shared/events/handler'
import { part } from '../shared/parts/part'
import { type ClaimedEvent } from './claim'
import { completeWithin, settle } from './settle'

/** How many events had which outcome. */
export interface Tally {
  done: number
  /** Events whose handlers asked for another try. */
  later: number
  failed: number
  parked: number
}

type Together = Extract<Work, { together: unknown }>

/** Handlers that may call other services: this many at once in one instance. */
const SIDE_BY_SIDE = 4
const STEP_MS = 5000
/** For a kind without a handler: a version that has one may be deployed soon. */
const TRIES_WITHOUT_HANDLER = 10

const PARKED = ['error', 'EVENT_PARKED', 'parked'] as const
const FAILED = ['warn', 'EVENT_FAILED', 'failed'] as const
const LATER = ['info', 'EVENT_WAITS', 'later'] as const

const ENDED = 'the function ended each time it processed this event'

class ClaimLost extends Error {}
class NoHandler extends TryLater {}

/** Runs the handlers of claimed events and settles each event. */
export const processEventsWith = (handlers: EventHandler[]) =>
  part({
    needs: { database, settle, works: worksOf(handlers) },
    make({ database, settle, works }) {
      const maxTries = new Map(handlers.map((handler) => [handler.kind, handler.maxTries]))
      const isLastTry = ({ kind, tries }: ClaimedEvent) =>
        tries >= (maxTries.get(kind) ?? TRIES_WITHOUT_HANDLER)

      /** In one commit: what the handler writes, and that the events are done. */
      async function runTogether(work: Together, events: ClaimedEvent[]): Promise<void> {
        await database
          .transaction(
            async (transaction) => {
              if (!(await completeWithin(transaction, events))) throw new ClaimLost()
              await work.together(events.map(receive), transaction)
            },
            startDeadline(STEP_MS),
            { idempotent: true, readCommitted: true }
          )
          .catch((error: unknown) => {
            // they are another processor's now, or the first of two attempts was committed
            if (!(error instanceof ClaimLost)) throw error
          })
      }

      async function run(event: ClaimedEvent): Promise<void> {
        const work = works[event.kind]
        if (!work && !event.isOptional) throw new NoHandler(60, 'no handler')
        if (work && 'together' in work) return runTogether(work, [event])
        if (work) await work.alone(receive(event), startDeadline(STEP_MS))
        await settle.complete([event])
      }

      async function runOne(event: ClaimedEvent, tally: Tally): Promise<void> {
        try {
          await run(event)
          tally.done++
        } catch (error) {
          await giveUp(event, error, tally)
        }
      }

      /** Until later, or until a person decides. */
      async function giveUp(event: ClaimedEvent, error: unknown, tally: Tally): Promise<void> {
        const isLast = isLastTry(event)
        const [level, name, outcome] = isLast ? PARKED : isPlanned(error) ? LATER : FAILED
        const { id, kind, tries } = event
        log(level, { event: name, id, kind, tries, ...aboutError(error) })
        tally[outcome]++
        await (isLast ? settle.park(event, error) : settle.retryLater(event, error))
      }

      return {
        /** Events of one kind. If they fail together, each is tried alone. */
        async ofKind(events: ClaimedEvent[], tally: Tally, isLate: () => boolean): Promise<void> {
          const work = works[events[0]?.kind ?? '']
          if (work && 'together' in work && events.length > 1) {
            const isDone = await runTogether(work, events).then(
              () => true,
              () => false
            )
            if (isDone) {
              tally.done += events.length
              return
            }
          }
          for (let i = 0; i < events.length; i += SIDE_BY_SIDE) {
            if (isLate()) return settle.release(events.slice(i))
            await Promise.all(events.slice(i, i + SIDE_BY_SIDE).map((each) => runOne(each, tally)))
          }
        },

        /** One that may have ended its last processor. It runs alone, in case it does so again. */
        async suspect(event: ClaimedEvent, tally: Tally): Promise<void> {
          if (isLastTry(event)) return giveUp(event, new TryLater(0, ENDED), tally)
          await settle.start(event)
          await runOne({ ...event, tries: event.tries + 1 }, tally)
        }
      }
    }
  })

/** A handler that waits for something has not failed. */
function isPlanned(error: unknown): boolean {
  return error instanceof TryLater && !(error instanceof NoHandler)
}

function aboutError(error: unknown): Record<string, unknown> {
  if (!(error instanceof TryLater)) return describeError(error)
  return { reason: error.message, seconds: error.seconds }
}

function receive({ payload, key, tries }: ClaimedEvent): ReceivedEvent<unknown> {
  return { payload: JSON.parse(payload), key, tries }
}
