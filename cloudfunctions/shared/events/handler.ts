import { type Deadline } from '../core/deadline'
import { type Transaction } from '../database/database'
import { group, type Needs, type Part, part, type PartsOf } from '../parts/part'
import { type EventKind } from './kind'

/** One event, as its handler sees it. */
export interface ReceivedEvent<P> {
  payload: P
  /** Its key, or one of its own where it was added without. */
  key: string
  /** 1 for the first try. */
  tries: number
}

/** Thrown by a handler to be asked again at a time of its choice. Counts as a try. */
export class TryLater extends Error {
  constructor(
    readonly seconds: number,
    reason: string
  ) {
    super(reason)
    this.name = 'TryLater'
  }
}

/** What a kind's handler does: one event at a time, or many in one transaction. */
export type Work =
  | { alone(event: ReceivedEvent<unknown>, deadline: Deadline): Promise<void> }
  | { together(events: ReceivedEvent<unknown>[], transaction: Transaction): Promise<void> }

interface HandlerOptions {
  /** After this many failures it is parked until a person decides; 10 by default. */
  maxTries?: number
}

/** Handles the events of one kind. */
export interface EventHandler {
  kind: string
  maxTries: number
  work: Part<Work>
}

const MAX_TRIES = 10

/**
 * Handles one event at a time, with any parts; it may call other services. It may run more than once
 * for an event, for example when the function is stopped just before the event is marked as done, so
 * it must be idempotent.
 */
export function onEvent<P, N extends Needs>(
  kind: EventKind<P>,
  needs: N,
  run: (event: ReceivedEvent<P>, parts: PartsOf<N> & { deadline: Deadline }) => Promise<void>,
  { maxTries = MAX_TRIES }: HandlerOptions = {}
): EventHandler {
  const work = part({
    needs: { own: group(needs) },
    make: ({ own }): Work => ({
      alone: (event, deadline) => run(event as ReceivedEvent<P>, { ...own, deadline })
    })
  })
  return { kind: kind.name, maxTries, work }
}

/**
 * Handles up to a hundred events in one transaction, which also marks them as done: what it writes by
 * that transaction happens exactly once. It may do nothing but SQL, for no more than a second.
 */
export function onEvents<P>(
  kind: EventKind<P>,
  run: (events: ReceivedEvent<P>[], transaction: Transaction) => Promise<void>,
  { maxTries = MAX_TRIES }: HandlerOptions = {}
): EventHandler {
  const work = part({
    needs: {},
    make: (): Work => ({
      together: (events, transaction) => run(events as ReceivedEvent<P>[], transaction)
    })
  })
  return { kind: kind.name, maxTries, work }
}

/** What handlers do, by kind. */
export function worksOf(handlers: EventHandler[]) {
  return group(Object.fromEntries(handlers.map(({ kind, work }) => [kind, work])))
}
