import { PassThrough, type Readable } from 'node:stream'

const HEARTBEAT_MS = 15_000
/** A page that has read nothing for this long is disconnected. */
const MAX_WAITING_BYTES = 1_000_000

/** Server-sent events to any number of pages. */
interface EventStream {
  /** How many pages listen. */
  listeners(): number
  /** Sends text in the format of server-sent events to every page. */
  send(text: string): void
  /** A new page's stream; it starts with `first`. */
  open(first?: string): Readable
  stop(): void
}

/** @see https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function createEventStream({ retryMs = 1000 } = {}): EventStream {
  const pages = new Set<PassThrough>()

  function sendTo(page: PassThrough, text: string): void {
    if (page.writableLength > MAX_WAITING_BYTES) page.destroy()
    else page.write(text)
  }

  const heartbeat = setInterval(() => {
    for (const page of pages) sendTo(page, ':\n\n')
  }, HEARTBEAT_MS).unref()

  return {
    listeners: () => pages.size,
    send(text) {
      for (const page of pages) sendTo(page, text)
    },
    open(first = '') {
      const page = new PassThrough()
      pages.add(page)
      page.once('close', () => pages.delete(page))
      page.write(`retry: ${retryMs}\n\n${first}`)
      return page
    },
    stop() {
      clearInterval(heartbeat)
      for (const page of pages) page.destroy()
    }
  }
}

/** One event as text. */
export function serverSentEvent(name: string, data: unknown = ''): string {
  return `event: ${name}\ndata: ${data === '' ? '' : JSON.stringify(data)}\n\n`
}
