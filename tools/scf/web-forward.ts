import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http'
import type { HttpAnswer } from './http-answer'
import { clientHeaders, type PlatformRequest } from './http-event'
import { MAX_PAYLOAD_BYTES } from './limits'
import { DEFAULT_REGION, type FunctionSettings } from '../serverless-yml'
import { APP_ID, FUNCTION_VERSION, NAMESPACE, UIN } from './settings'

/** `unused`: the connection was an old one that broke before the function read the request */
export type Forwarded =
  { answer: HttpAnswer } | { tooLarge: true } | { problem: string; unused: boolean }

/**
 * Not the client's to set, or of one connection only; an answer that is text must come uncompressed
 */
const DROPPED_REQUEST = ['connection', 'content-length', 'transfer-encoding', 'accept-encoding']
const DROPPED_RESPONSE = ['connection', 'keep-alive', 'transfer-encoding', 'content-length']

/** Passes a request on to a web function's server, and gives what it answered. Never rejects. */
export function forward(
  settings: FunctionSettings,
  request: PlatformRequest,
  { port, agent }: { port: number; agent: Agent }
): Promise<Forwarded> {
  const query = new URLSearchParams(request.query).toString()
  const headers = { ...clientHeaders(request), ...platformHeaders(settings, request) }
  for (const name of DROPPED_REQUEST) delete headers[name]
  const body = Buffer.from(request.body)
  if (body.length) headers['content-length'] = String(body.length)

  return new Promise((resolve) => {
    const outgoing = httpRequest({
      host: '127.0.0.1',
      port,
      agent,
      method: request.method,
      path: query ? `${request.path}?${query}` : request.path,
      headers
    })
    outgoing.once('error', (error: NodeJS.ErrnoException) =>
      resolve({
        problem: error.message,
        unused: outgoing.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
      })
    )
    outgoing.once('response', (response) => void read(response).then(resolve))
    outgoing.end(body)
  })
}

/** What the platform tells every web function: cloud.tencent.com/document/product/583/56124 */
function platformHeaders(
  settings: FunctionSettings,
  request: PlatformRequest
): Record<string, string> {
  return {
    'x-scf-request-id': request.requestId,
    'x-scf-memory': String(settings.memoryMb),
    // milliseconds, as seen in a published request
    'x-scf-timeout': String(settings.timeoutSeconds * 1000),
    'x-scf-version': FUNCTION_VERSION,
    'x-scf-name': settings.name,
    'x-scf-namespace': NAMESPACE,
    'x-scf-region': settings.region ?? DEFAULT_REGION,
    'x-scf-appid': APP_ID,
    'x-scf-uin': UIN,
    'x-scf-remote-addr': request.remoteAddress
  }
}

async function read(response: IncomingMessage): Promise<Forwarded> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > MAX_PAYLOAD_BYTES) return { tooLarge: true }
      chunks.push(chunk)
    }
  } catch (error) {
    return { problem: (error as Error).message, unused: false }
  }
  const headers: HttpAnswer['headers'] = {}
  for (const [name, value] of Object.entries(response.headers))
    if (value !== undefined && !DROPPED_RESPONSE.includes(name)) headers[name] = value
  const body = Buffer.concat(chunks).toString()
  return { answer: { status: response.statusCode ?? 500, headers, body } }
}
