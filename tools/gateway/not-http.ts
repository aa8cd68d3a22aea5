import { randomUUID } from 'node:crypto'
import { maxHeaderSize, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { failure } from './failure'
import { callLine } from './finish'
import { sendReply } from './outgoing'
import type { Reply, Switchboard, Table } from './types'

export interface NotHttpParts {
  switchboard: Pick<Switchboard, 'current' | 'note'>
  log(line: string): void
}

const BY_ERROR: Record<string, [status: number, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, `headers: more than ${maxHeaderSize} bytes`],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request did not arrive in time']
}

/**
 * Refuses what Node would answer by itself, and without a word: what its parser does not take for a
 * request, and a request that expects what no server here does.
 */
export function createNotHttp({ switchboard, log }: NotHttpParts) {
  function refuse(status: number, message: string) {
    const requestId = randomUUID()
    const table = switchboard.current({ headers: {} })
    const reply = { ...failure(table, 'INVALID_REQUEST', { requestId }, { message }), status }
    const { environment } = table
    const call = { at: new Date(), requestId, environment, method: '-', path: '-', status, ms: 0 }
    log(`${requestId} ${message}`)
    log(callLine({ ...call, source: reply.source }))
    switchboard.note({ ...call, source: reply.source })
    return { table, requestId, reply }
  }

  return {
    clientError(error: NodeJS.ErrnoException, socket: Duplex): void {
      if (error.code === 'ECONNRESET' || !socket.writable) {
        socket.destroy()
        return
      }
      const [status, message] = BY_ERROR[error.code ?? ''] ?? [400, 'this is not HTTP']
      socket.end(toText(refuse(status, message)))
    },

    checkExpectation(_incoming: IncomingMessage, outgoing: ServerResponse): void {
      const { table, requestId, reply } = refuse(417, 'Expect: only 100-continue is known')
      outgoing.setHeader('connection', 'close')
      sendReply(outgoing, reply, { requestId, environment: table.environment, cors: undefined })
    }
  }
}

/** There is no request that Node could answer: the reply as it is on the wire. */
function toText(refusal: { table: Table; requestId: string; reply: Reply }): string {
  const { table, requestId, reply } = refusal
  const { status } = reply
  const body = reply.body as string
  const headers = {
    'x-request-id': requestId,
    'x-gateway-source': reply.source,
    'x-gateway-environment': table.environment,
    ...reply.headers,
    'content-length': Buffer.byteLength(body),
    connection: 'close'
  }
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${fields.join('')}\r\n${body}`
}
