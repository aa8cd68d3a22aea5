import { createServer, type IncomingMessage } from 'node:http'
import { MAX_BODY_BYTES } from '../../../tools/contract/door/request-check'
import { readRequestId } from '../../../tools/contract/door/request-id'
import { SCF_PORT } from '../../../tools/contract/door/scf-port'
import { type DoorReply } from './door-reply'
import { type DoorRequest } from './door-request'

/**
 * Serves the same answers over plain HTTP, several requests at a time, on PORT or SCF's port.
 * @see https://www.tencentcloud.com/document/product/583/40690
 */
export function listen(answer: (request: DoorRequest) => Promise<DoorReply>): void {
  const server = createServer({ requestTimeout: 10_000 }, (incoming, outgoing) => {
    void readRequest(incoming)
      .then(answer)
      .then(({ status, headers, body }) => outgoing.writeHead(status, headers).end(body))
      .catch(() => outgoing.destroy())
  })
  server.listen(Number(process.env.PORT ?? SCF_PORT), '0.0.0.0')
}

async function readRequest(incoming: IncomingMessage): Promise<DoorRequest> {
  const { method = '', url = '/' } = incoming
  const { pathname, searchParams } = new URL(url, 'http://function')
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  )
  return {
    method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers,
    body: await readBody(incoming),
    requestId: readRequestId(headers['x-scf-request-id'] ?? headers['x-request-id']),
    remoteAddress: headers['x-scf-remote-addr'],
    remainingMs: Infinity
  }
}

/** Keeps one byte more than the limit, so that the check sees that a body is too large. */
async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= MAX_BODY_BYTES + 1) chunks.push(chunk)
    else if (bytes - chunk.length <= MAX_BODY_BYTES)
      chunks.push(chunk.subarray(0, MAX_BODY_BYTES + 1 - (bytes - chunk.length)))
  }
  return Buffer.concat(chunks).toString('utf8')
}
