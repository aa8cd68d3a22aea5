import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { callerAddress } from '../../../tools/contract/door/caller-address'
import { MAX_HEAD_BYTES } from '../../../tools/contract/door/head-size'
import { takePlatformHeaders } from '../../../tools/contract/door/platform-headers'
import { readTarget } from '../../../tools/contract/door/read-target'
import { readRequestId } from '../../../tools/contract/door/request-id'
import { SCF_PORT } from '../../../tools/contract/door/scf-port'
import { noteRoleKey } from '../settings/role-key'
import { type AnswerRequest, type DoorReply } from './door-reply'
import { refuseConnection } from './not-http'

/**
 * Serves the same answers over plain HTTP, several requests at a time, on PORT or SCF's port.
 * Keeps one byte more than `maxBodyBytes`, and reads more headers than are allowed, so that the check
 * sees what is too large.
 * @see https://www.tencentcloud.com/document/product/583/40690
 */
export function listen(answer: AnswerRequest, maxBodyBytes: number): void {
  const options = { requestTimeout: 10_000, maxHeaderSize: 4 * MAX_HEAD_BYTES }
  const server = createServer(options, (incoming, outgoing) => {
    void readRequest(incoming, maxBodyBytes)
      .then((asked) => answer(...asked))
      .then((reply) => send(outgoing, reply))
      .catch(() => outgoing.destroy())
  })
  // bounded by their size: Node would drop those beyond a thousand without a word
  server.maxHeadersCount = 0
  server.on('clientError', refuseConnection)
  server.listen(Number(process.env.PORT ?? SCF_PORT), '0.0.0.0')
}

/** Not by writeHead: it would send the headers before Node knows the body's length. */
function send(outgoing: ServerResponse, { status, headers, body }: DoorReply): void {
  outgoing.statusCode = status
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
  outgoing.end(body)
}

async function readRequest(
  incoming: IncomingMessage,
  maxBodyBytes: number
): Promise<Parameters<AnswerRequest>> {
  const { method = '', url = '/' } = incoming
  const given = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  )
  const { headers, requestId = headers['x-request-id'], roleKey } = takePlatformHeaders(given)
  const request = {
    method,
    ...readTarget(url),
    headers,
    body: await readBody(incoming, maxBodyBytes),
    requestId: readRequestId(requestId),
    remoteAddress: callerAddress(headers['x-forwarded-for']),
    remainingMs: Infinity
  }
  noteRoleKey(roleKey)
  return [request, roleKey]
}

function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  incoming.on('data', (chunk: Buffer) => {
    const room = maxBytes + 1 - bytes
    if (room > 0) chunks.push(chunk.subarray(0, room))
    bytes += chunk.length
  })
  return new Promise((resolve, reject) => {
    incoming.once('end', () => resolve(Buffer.concat(chunks))).once('error', reject)
  })
}
