import { PassThrough, type Readable } from 'node:stream'
import type { FinishedCall } from '../types'
import type { Finding } from './answer'

export type FeedEvent =
  | { kind: 'call'; call: FinishedCall }
  | { kind: 'finding'; finding: Finding & { at: Date } }
  /** What the pages show of routes, versions or scenarios is no longer true. */
  | { kind: 'change' }

const KEPT = 100
const FLUSH_MS = 100
const MOST_PER_FLUSH = 50
const HEARTBEAT_MS = 15_000
/** A page that takes nothing off for this long is given up. */
const MOST_WAITING_BYTES = 1_000_000

/**
 * Tells pages what happens, as server-sent events. A call costs next to nothing while nobody listens,
 * and under load a page is shown a part and told how many it did not see.
 */
export function createEventFeed() {
  const listeners = new Set<PassThrough>()
  let kept: FeedEvent[] = []
  let waiting: FeedEvent[] = []
  let skipped = 0
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    timer = undefined
    const text = waiting.map(toText).join('') + (skipped ? toMessage('skipped', { skipped }) : '')
    waiting = []
    skipped = 0
    for (const listener of listeners) send(listener, text)
  }

  function send(listener: PassThrough, text: string): void {
    if (listener.writableLength > MOST_WAITING_BYTES) listener.destroy()
    else listener.write(text)
  }

  const heartbeat = setInterval(() => {
    for (const listener of listeners) send(listener, ':\n\n')
  }, HEARTBEAT_MS).unref()

  return {
    push(event: FeedEvent): void {
      if (event.kind !== 'change') kept.push(event)
      if (kept.length > 2 * KEPT) kept = kept.slice(-KEPT)
      if (!listeners.size) return
      if (waiting.length < MOST_PER_FLUSH) waiting.push(event)
      else skipped++
      timer ??= setTimeout(flush, FLUSH_MS)
    },

    /** Begins with what happened last. */
    open(): Readable {
      const listener = new PassThrough()
      listener.once('close', () => listeners.delete(listener))
      listeners.add(listener)
      listener.write('retry: 1000\n\n' + kept.slice(-KEPT).map(toText).join(''))
      return listener
    },

    stop(): void {
      clearInterval(heartbeat)
      clearTimeout(timer)
      for (const listener of listeners) listener.destroy()
    }
  }
}

export type EventFeed = ReturnType<typeof createEventFeed>

function toText(event: FeedEvent): string {
  if (event.kind === 'call') return toMessage('call', event.call)
  return toMessage(event.kind, event.kind === 'finding' ? event.finding : {})
}

function toMessage(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
