import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { HttpRequest } from '../contract/door/request-check'
import type { GatewayRequest } from './types'

/** The platform takes no larger body (cloud.tencent.com/document/product/583/11637). */
const MAX_BYTES = 6 * 1024 * 1024

/** Reads a whole request; its sender may go away before, then `done` is never called. */
export function readRequest(
  incoming: IncomingMessage,
  done: (request: GatewayRequest) => void
): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers
  if (length === undefined && encoding === undefined) {
    done(toRequest(incoming, ''))
    return
  }
  const chunks: Buffer[] = []
  let bytes = 0
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    // one chunk more than a function would take: enough to see that it is too much
    if (bytes - chunk.length <= MAX_BYTES) chunks.push(chunk)
  })
  incoming.on('end', () => done(toRequest(incoming, toText(chunks))))
}

function toText(chunks: Buffer[]): string {
  const [only] = chunks
  if (!only) return ''
  return (chunks.length === 1 ? only : Buffer.concat(chunks)).toString('utf8')
}

const NO_QUERY: Record<string, string> = Object.freeze({})

function toRequest(incoming: IncomingMessage, body: string): GatewayRequest {
  const { method = 'GET', url = '/', headers, socket } = incoming
  const questionMark = url.indexOf('?')
  return {
    method,
    path: questionMark < 0 ? url : url.slice(0, questionMark),
    query:
      questionMark < 0
        ? NO_QUERY
        : Object.fromEntries(new URLSearchParams(url.slice(questionMark + 1))),
    headers: headers as HttpRequest['headers'],
    body,
    requestId: requestIdOf(headers['x-request-id']),
    remoteAddress: socket.remoteAddress ?? ''
  }
}

/** It names the request in headers and logs: a caller's own is kept only when it is a plain one. */
function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
}
