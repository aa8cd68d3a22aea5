import { createServer, type IncomingMessage } from 'node:http'
import { readTarget } from '../../../tools/contract/door/read-target'
import { readRequestId } from '../../../tools/contract/door/request-id'
import { SCF_PORT } from '../../../tools/contract/door/scf-port'
import { type DoorReply } from './door-reply'
import { type DoorRequest } from './door-request'

/**
 * Serves the same answers over plain HTTP, several requests at a time, on PORT or SCF's port.
 * Keeps one byte more than `maxBodyBytes`, so that the check sees that a body is too large.
 * @see https://www.tencentcloud.com/document/product/583/40690
 */
export function listen(
  answer: (request: DoorRequest) => Promise<DoorReply>,
  maxBodyBytes: number
): void {
  const server = createServer({ requestTimeout: 10_000 }, (incoming, outgoing) => {
    void readRequest(incoming, maxBodyBytes)
      .then(answer)
      .then(({ status, headers, body }) => outgoing.writeHead(status, headers).end(body))
      .catch(() => outgoing.destroy())
  })
  server.listen(Number(process.env.PORT ?? SCF_PORT), '0.0.0.0')
}

async function readRequest(incoming: IncomingMessage, maxBodyBytes: number): Promise<DoorRequest> {
  const { method = '', url = '/' } = incoming
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  )
  return {
    method,
    ...readTarget(url),
    headers,
    body: await readBody(incoming, maxBodyBytes),
    requestId: readRequestId(headers['x-scf-request-id'] ?? headers['x-request-id']),
    remoteAddress: headers['x-scf-remote-addr'],
    remainingMs: Infinity
  }
}

async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    const room = maxBytes + 1 - bytes
    if (room > 0) chunks.push(chunk.subarray(0, room))
    bytes += chunk.length
  }
  return Buffer.concat(chunks)
}
