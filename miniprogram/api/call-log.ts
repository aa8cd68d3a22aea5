import { asFailure, isContractCode } from './failure'
import type { HttpReply } from './request'

export interface CallRecord {
  operationId: string
  /** HTTP status, and the failure's code where there is one; the code alone where no reply came. */
  outcome: string
  requestId: string
  /** What answered, in the gateway's words. */
  source: string
  durationMs: number
}

/** The last calls, without what they carried: for the diagnostics page. */
export interface CallLog {
  /** Sends, and notes what came of it. */
  watch(operationId: string, send: () => Promise<HttpReply>): Promise<HttpReply>
  /** Newest first. */
  list(): CallRecord[]
  /** What answered last; '' before any reply. */
  lastSource(): string
  /** How far the phone's clock is ahead of the server's; undefined before any reply. */
  clockAheadMs(): number | undefined
}

/** HTTP tells its time in whole seconds: on average half of one is lost. */
const LOST_MS = 500

export function createCallLog(size = 8): CallLog {
  const records: CallRecord[] = []
  let source = ''
  let aheadMs: number | undefined

  function note(operationId: string, startedAtMs: number, reply?: HttpReply, outcome = '') {
    const now = Date.now()
    if (reply) {
      source = reply.header('X-Gateway-Source')
      const serverMs = Date.parse(reply.header('Date')) + LOST_MS
      if (!Number.isNaN(serverMs)) aheadMs = (startedAtMs + now) / 2 - serverMs
    }
    records.unshift({
      operationId,
      outcome: reply ? outcomeOf(reply) : outcome,
      requestId: reply?.header('X-Request-Id') ?? '',
      source: reply ? source : '',
      durationMs: now - startedAtMs
    })
    records.splice(size)
  }

  return {
    async watch(operationId, send) {
      const startedAtMs = Date.now()
      try {
        const reply = await send()
        note(operationId, startedAtMs, reply)
        return reply
      } catch (error) {
        note(operationId, startedAtMs, undefined, asFailure(error).code)
        throw error
      }
    },
    list: () => [...records],
    lastSource: () => source,
    clockAheadMs: () => aheadMs
  }
}

function outcomeOf({ status, body }: HttpReply): string {
  const code = (body as { code?: unknown } | null)?.code
  return isContractCode(code) ? `${status} ${code}` : String(status)
}
