import { randomUUID } from 'node:crypto'
import { type IncomingMessage, maxHeaderSize, type ServerResponse, STATUS_CODES } from 'node:http'
import { type Duplex } from 'node:stream'
import { failure } from './failure'
import { callLine } from './finished-call'
import { type ListenerParts } from './listener'
import { type Envelope, type GatewayReply, headersOf, sendReply } from './outgoing'

interface Refused {
  reply: GatewayReply
  envelope: Envelope
}

const BY_ERROR: Record<string, [status: number, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, `headers: more than ${maxHeaderSize} bytes`],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request did not arrive in time']
}

/**
 * Refuses what Node would answer on its own without a body: bytes that its parser does not accept as
 * a request, and a request with an expectation that no server here meets.
 */
export function createNotHttp({ desk, log }: Pick<ListenerParts, 'desk' | 'log'>) {
  function refuse(status: number, message: string): Refused {
    const requestId = randomUUID()
    const table = desk.current({ headers: {} })
    const { environment } = table
    const reply = { ...failure(table, 'INVALID_REQUEST', { requestId }, { message }), status }
    const { source } = reply
    const call = { at: new Date(), requestId, environment, method: '-', path: '-', status, ms: 0 }
    log(`${requestId} ${message}`)
    log(callLine({ ...call, source }))
    desk.note({ ...call, source })
    return { reply, envelope: { requestId, environment } }
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
      const { reply, envelope } = refuse(417, 'Expect: only 100-continue is supported')
      outgoing.setHeader('connection', 'close')
      sendReply(outgoing, reply, envelope)
    }
  }
}

/** Node has no response object for what is not a request: the reply as it goes over the wire. */
function toText({ reply, envelope }: Refused): string {
  const { status } = reply
  const body = reply.body as string
  const headers = {
    ...headersOf(reply, envelope),
    'content-length': Buffer.byteLength(body),
    connection: 'close'
  }
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${fields.join('')}\r\n${body}`
}
