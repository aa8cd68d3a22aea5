import { randomUUID } from 'node:crypto'
import { type InvokeResult } from './invoke-result'

interface About {
  requestId: string
  /** Comes again and again: a call that went well is not worth a line */
  isRoutine?: boolean
}

/** An asynchronous call, in the words of ListAsyncEvents. */
export interface AsyncCall extends About {
  name: string
  since: number
  state: 'RUNNING' | 'WAITING' | 'FINISHED' | 'FAILED'
  /** How often it has failed by the function's own fault. */
  failed: number
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
const LISTED = 50
/** Not the function's fault: tried again every minute until the event is too old. */
const BUSY = [429, 432, 449, 500]

/** Asynchronous calls, as triggers make them: accepted at once, and tried again when they fail. */
export function createAsyncCalls({ invoke, log, minuteMs = 60_000, now = Date.now }: AsyncOptions) {
  const timers = new Set<NodeJS.Timeout>()
  const calls: AsyncCall[] = []
  let isStopped = false

  async function attempt(entry: AsyncCall, event: unknown): Promise<void> {
    const { name, requestId, isRoutine } = entry
    entry.state = 'RUNNING'
    const { failure } = await invoke(name, event, { requestId, isRoutine })
    if (isStopped) return
    if (failure === undefined) return void (entry.state = 'FINISHED')
    const { statusCode } = JSON.parse(failure) as { statusCode?: number }
    const isBusy = BUSY.includes(statusCode ?? 0)
    const isOver = isBusy ? now() - entry.since > TTL_MINUTES * minuteMs : entry.failed >= RETRIES
    entry.state = isOver ? 'FAILED' : 'WAITING'
    if (!isBusy && !isOver) entry.failed++
    const why = `${name}: asynchronous call ${requestId} failed (${statusCode})`
    if (isOver) return log(`${why}: given up, the event is lost`)
    log(`${why}: again in a minute${isBusy ? '' : `, ${entry.failed} of ${RETRIES}`}`)
    const timer = setTimeout(() => {
      timers.delete(timer)
      void attempt(entry, event)
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
      const about = { name, requestId, isRoutine }
      const entry: AsyncCall = { ...about, since: now(), state: 'RUNNING', failed: 0 }
      calls.unshift(entry)
      calls.length = Math.min(calls.length, LISTED)
      void attempt(entry, event)
      return { requestId }
    },
    /** The last calls, newest first. */
    list: (): readonly AsyncCall[] => calls,
    stop(): void {
      isStopped = true
      for (const timer of timers) clearTimeout(timer)
    }
  }
}
