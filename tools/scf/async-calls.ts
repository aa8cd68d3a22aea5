import { randomUUID } from 'node:crypto'
import { type InvokeResult } from './invoke-result'

interface About {
  requestId: string
  /** Comes again and again: a call that went well is not worth a line */
  isRoutine?: boolean
}

interface AsyncOptions {
  invoke(name: string, event: unknown, about: About): Promise<InvokeResult>
  log(line: string): void
  /** The platform's pause between attempts; shorter in tests. */
  minuteMs?: number
  now?: () => number
}

/** cloud.tencent.com/document/product/583/11637 */
const MAX_EVENT_BYTES = 128 * 1024
/** After an error or a timeout of the function: cloud.tencent.com/document/product/583/41138 */
const RETRIES = 2
const TTL_MINUTES = 6 * 60
/** Not the function's fault: tried again every minute until the event is too old. */
const BUSY = [429, 432, 449, 500]

/** Asynchronous calls, as triggers make them: accepted at once, and tried again when they fail. */
export function createAsyncCalls({ invoke, log, minuteMs = 60_000, now = Date.now }: AsyncOptions) {
  const timers = new Set<NodeJS.Timeout>()
  let isStopped = false

  async function attempt(name: string, event: unknown, about: About, since: number, failed = 0) {
    const { failure } = await invoke(name, event, about)
    if (failure === undefined || isStopped) return
    const { statusCode } = JSON.parse(failure) as { statusCode?: number }
    const isBusy = BUSY.includes(statusCode ?? 0)
    const isOver = isBusy ? now() - since > TTL_MINUTES * minuteMs : failed >= RETRIES
    const why = `asynchronous call ${about.requestId} failed (${statusCode})`
    if (isOver) return log(`${name}: ${why}: given up, the event is lost`)
    log(`${name}: ${why}: again in a minute${isBusy ? '' : `, ${failed + 1} of ${RETRIES}`}`)
    const timer = setTimeout(() => {
      timers.delete(timer)
      void attempt(name, event, about, since, failed + (isBusy ? 0 : 1))
    }, minuteMs)
    timers.add(timer.unref())
  }

  return {
    /** Accepts an event. Throws an Error for one that the platform would refuse. */
    call(name: string, event: unknown, isRoutine = false): { requestId: string } {
      const bytes = Buffer.byteLength(JSON.stringify(event ?? null))
      if (bytes > MAX_EVENT_BYTES)
        throw new Error(
          `${name}: an asynchronous event may have 128 KB, this one has ${bytes} bytes`
        )
      const requestId = randomUUID()
      void attempt(name, event, { requestId, isRoutine }, now())
      return { requestId }
    },
    stop(): void {
      isStopped = true
      for (const timer of timers) clearTimeout(timer)
    }
  }
}
