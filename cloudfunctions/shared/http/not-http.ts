import { STATUS_CODES } from 'node:http'
import { type Duplex } from 'node:stream'
import { readRequestId } from '../../../tools/contract/door/request-id'
import { Failure } from '../core/failure'
import { log } from '../core/log'
import { replyWithFailure } from './door-reply'

const BY_ERROR: Record<string, [status: number, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'address and headers: too long'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request did not arrive in time']
}

/** Answers what never becomes a request as everything else is answered: Node itself sends no body. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, message] = BY_ERROR[error.code ?? ''] ?? [400, 'this is not HTTP']
  const requestId = readRequestId(undefined)
  const failure = new Failure('INVALID_REQUEST', { message })
  const { headers, body } = replyWithFailure({ headers: {}, requestId }, failure)
  log('info', { requestId, code: failure.code, message, status })
  const length = { 'content-length': Buffer.byteLength(body), connection: 'close' }
  const fields = Object.entries({ ...headers, ...length })
  const lines = fields.map(([name, value]) => `${name}: ${String(value)}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${String(body)}`)
}
