import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Reply } from './types'

/** What every reply says besides its own headers. */
export interface Envelope {
  requestId: string
  environment: string
  cors: Record<string, string> | undefined
}

/** What a function says of these, the gateway knows better. */
const OWN = new Set([
  'x-request-id',
  'x-gateway-source',
  'x-gateway-environment',
  'content-length',
  'connection',
  'keep-alive',
  'transfer-encoding'
])

/** Sends a reply whole, or breaks it off as its fault says. */
export function sendReply(outgoing: ServerResponse, reply: Reply, envelope: Envelope): void {
  const { status, body, fault } = reply
  if (fault === 'close') {
    outgoing.destroy()
    return
  }
  const fields = listFields(reply, envelope)
  if (body instanceof Readable) {
    outgoing.writeHead(status, fields).flushHeaders()
    outgoing.once('close', () => body.destroy())
    body.once('error', () => outgoing.destroy()).pipe(outgoing)
    return
  }
  if (status !== 204) fields.push('content-length', String(Buffer.byteLength(body)))
  outgoing.writeHead(status, fields)
  if (fault !== 'truncate') outgoing.end(body)
  else outgoing.write(body.slice(0, body.length / 2), () => outgoing.destroy())
}

/** One list of names and values, which Node takes over without looking each name up. */
function listFields(
  { headers, source }: Reply,
  { requestId, environment, cors }: Envelope
): string[] {
  const fields = ['x-request-id', requestId, 'x-gateway-source', source]
  fields.push('x-gateway-environment', environment)
  for (const name in headers) {
    if (OWN.has(name) || (cors && name in cors)) continue
    const value = headers[name] ?? ''
    if (typeof value === 'string') fields.push(name, value)
    else for (const item of value) fields.push(name, item)
  }
  for (const name in cors) fields.push(name, cors[name] ?? '')
  return fields
}
