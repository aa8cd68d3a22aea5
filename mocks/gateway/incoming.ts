import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { HttpRequest } from '../../gateway-config/request-check'

export type GatewayRequest = HttpRequest & { requestId: string; remoteAddress: string }

/** The platform takes no larger body (cloud.tencent.com/document/product/583/11637). */
const MAX_BYTES = 6 * 1024 * 1024

/** Reads a whole request; undefined when its sender went away. */
export async function readRequest(incoming: IncomingMessage): Promise<GatewayRequest | undefined> {
  const body = await readBody(incoming).catch(() => undefined)
  if (body === undefined) return undefined
  const { method = 'GET', url = '/', headers, socket } = incoming
  const questionMark = url.indexOf('?')
  const search = questionMark < 0 ? '' : url.slice(questionMark + 1)
  return {
    method,
    path: questionMark < 0 ? url : url.slice(0, questionMark),
    query: search ? Object.fromEntries(new URLSearchParams(search)) : {},
    headers: headers as HttpRequest['headers'],
    body,
    requestId: requestIdOf(headers['x-request-id']),
    remoteAddress: socket.remoteAddress ?? ''
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes - chunk.length <= MAX_BYTES) chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** It names the request in headers and logs: a caller's own is kept only when it is a plain one. */
function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
}
