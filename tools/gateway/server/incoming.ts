import { type IncomingMessage } from 'node:http'
import { MAX_PLATFORM_BYTES } from '../../contract/door/read-body'
import { readTarget } from '../../contract/door/read-target'
import { type HttpRequest } from '../../contract/door/request-check'
import { readRequestId } from '../../contract/door/request-id'

export type GatewayRequest = HttpRequest & { requestId: string; remoteAddress: string }

const NO_BODY = Buffer.alloc(0)

/** Reads a whole request. Rejects when its sender goes away first. */
export async function readRequest(incoming: IncomingMessage): Promise<GatewayRequest> {
  const { method = 'GET', url = '/', headers, socket } = incoming
  const hasBody = 'content-length' in headers || 'transfer-encoding' in headers
  const body = hasBody ? await readBody(incoming) : NO_BODY
  return {
    method,
    ...readTarget(url),
    headers: headers as HttpRequest['headers'],
    body,
    requestId: readRequestId(headers['x-request-id']),
    remoteAddress: socket.remoteAddress ?? ''
  }
}

function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  incoming.on('data', (chunk: Buffer) => {
    // the chunk that exceeds the limit is kept, so that the runtime sees it and refuses
    if (bytes <= MAX_PLATFORM_BYTES) chunks.push(chunk)
    bytes += chunk.length
  })
  return new Promise((resolve, reject) => {
    incoming.once('end', () => resolve(Buffer.concat(chunks)))
    incoming.once('error', reject)
  })
}
