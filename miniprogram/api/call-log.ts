import { asFailure, isContractCode } from './failure'
import { type WxReply } from './request'

export interface CallRecord {
  operationId: string
  /** HTTP status, and the failure's code where there is one; the code alone where no reply came. */
  outcome: string
  requestId: string
  /** What answered, as the gateway names it. */
  source: string
  durationMs: number
}

/** The last calls, without their contents, for the diagnostics page. */
export interface CallLog {
  /** Sends a request and records its outcome. */
  watch(operationId: string, send: () => Promise<WxReply>): Promise<WxReply>
  /** Newest first. */
  list(): CallRecord[]
  /** What answered last; '' before any reply. */
  lastSource(): string
  /** How far the phone's clock is ahead of the server's; undefined before any reply. */
  clockAheadMs(): number | undefined
}

const RECORDS = 8

/** The Date header has whole seconds only: it is behind by half a second on average. */
const DATE_HEADER_LAG_MS = 500

export function createCallLog(): CallLog {
  const records: CallRecord[] = []
  let source = ''
  let aheadMs: number | undefined

  function note(operationId: string, startedAtMs: number, reply?: WxReply, outcome = '') {
    const now = Date.now()
    if (reply) {
      source = reply.header('X-Gateway-Source')
      const serverMs = Date.parse(reply.header('Date')) + DATE_HEADER_LAG_MS
      if (!Number.isNaN(serverMs)) aheadMs = (startedAtMs + now) / 2 - serverMs
    }
    records.unshift({
      operationId,
      outcome: reply ? outcomeOf(reply) : outcome,
      requestId: reply?.header('X-Request-Id') ?? '',
      source: reply ? source : '',
      durationMs: now - startedAtMs
    })
    records.splice(RECORDS)
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

function outcomeOf({ status, body }: WxReply): string {
  const code = (body as { code?: unknown } | null)?.code
  return isContractCode(code) ? `${status} ${code}` : String(status)
}
