import { type Readable } from 'node:stream'
import { createEventStream, serverSentEvent } from '../../common/event-stream'
import { type FinishedCall } from '../server/finished-call'
import { type CallFinding } from './answer'

type FeedEvent =
  | { kind: 'call'; call: FinishedCall }
  | { kind: 'finding'; finding: CallFinding & { at: Date } }
  /** The routes, versions or scenarios that pages show are out of date. */
  | { kind: 'change' }

const MAX_KEPT = 100
const FLUSH_MS = 100
const MAX_PER_FLUSH = 50

/**
 * Sends pages what happens, as server-sent events. Under load a page gets some of the events and the
 * number of those that it did not get.
 */
export function createEventFeed() {
  const stream = createEventStream()
  const kept: FeedEvent[] = []
  let waiting: FeedEvent[] = []
  let skipped = 0
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    timer = undefined
    const counted = skipped ? serverSentEvent('skipped', { skipped }) : ''
    stream.send(waiting.map(toText).join('') + counted)
    waiting = []
    skipped = 0
  }

  return {
    push(event: FeedEvent): void {
      if (event.kind !== 'change') kept.push(event)
      if (kept.length > MAX_KEPT) kept.shift()
      if (!stream.listeners()) return
      if (waiting.length < MAX_PER_FLUSH) waiting.push(event)
      else skipped++
      timer ??= setTimeout(flush, FLUSH_MS)
    },

    /** A new page's stream; it starts with the latest events. */
    open(): Readable {
      return stream.open(kept.map(toText).join(''))
    },

    stop(): void {
      clearTimeout(timer)
      stream.stop()
    }
  }
}

export type EventFeed = ReturnType<typeof createEventFeed>

function toText(event: FeedEvent): string {
  if (event.kind === 'call') return serverSentEvent('call', event.call)
  return serverSentEvent(event.kind, event.kind === 'finding' ? event.finding : {})
}
