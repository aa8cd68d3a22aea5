import { type IncomingMessage } from 'node:http'
import { type HttpRequest } from '../../contract/door/request-check'
import { readRequestId } from '../../contract/door/request-id'

export type GatewayRequest = HttpRequest & { requestId: string; remoteAddress: string }

/**
 * The largest body that the platform takes.
 * @see https://cloud.tencent.com/document/product/583/11637
 */
const MAX_BODY_BYTES = 6 * 1024 * 1024

/** Reads a whole request. Rejects when its sender goes away first. */
export async function readRequest(incoming: IncomingMessage): Promise<GatewayRequest> {
  const body = await readBody(incoming)
  const { method = 'GET', url = '/', headers, socket } = incoming
  const [path = '', ...query] = url.split('?')
  return {
    method,
    path,
    query: query.length ? Object.fromEntries(new URLSearchParams(query.join('?'))) : {},
    headers: headers as HttpRequest['headers'],
    body,
    requestId: readRequestId(headers['x-request-id']),
    remoteAddress: socket.remoteAddress ?? ''
  }
}

function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  incoming.on('data', (chunk: Buffer) => {
    // the chunk that exceeds the limit is kept, so that the runtime sees it and refuses
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk)
    bytes += chunk.length
  })
  return new Promise((resolve, reject) => {
    incoming.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    incoming.once('error', reject)
  })
}
