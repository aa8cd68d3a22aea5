import { type Agent, type IncomingMessage, request as httpRequest } from 'node:http'
import { type FunctionSettings } from '../../serverless-yml'
import { bodyOf, clientHeaders, type PlatformAnswer, type PlatformRequest } from '../http'
import { APP_ID, FUNCTION_VERSION, MAX_PAYLOAD_BYTES, NAMESPACE, regionOf, UIN } from '../platform'

/** `unused`: a kept-alive connection broke before the function read the request */
type Forwarded =
  { answer: PlatformAnswer } | { tooLarge: true } | { problem: string; unused: boolean }

/** Belong to one connection or to the platform; answers must come uncompressed to be read as text */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'upgrade']
const DROPPED_REQUEST = [...HOP_BY_HOP, 'content-length', 'expect', 'accept-encoding']
const DROPPED_RESPONSE = [...HOP_BY_HOP, 'content-length']

/** Forwards a request to a web function's server. Never rejects. */
export function forward(
  settings: FunctionSettings,
  request: PlatformRequest,
  { port, agent }: { port: number; agent: Agent }
): Promise<Forwarded> {
  const { rawQuery: query } = request
  const headers = { ...clientHeaders(request), ...platformHeaders(settings, request) }
  for (const name of DROPPED_REQUEST) delete headers[name]
  const { body } = request
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

/**
 * What the platform adds to every request: cloud.tencent.com/document/product/583/56124. The caller's
 * address is not among it.
 */
function platformHeaders(
  settings: FunctionSettings,
  request: PlatformRequest
): Record<string, string> {
  const { roleKey } = settings
  return {
    'x-scf-request-id': request.requestId,
    'x-scf-memory': String(settings.memoryMb),
    // milliseconds, as seen in a published request
    'x-scf-timeout': String(settings.timeoutSeconds * 1000),
    'x-scf-version': FUNCTION_VERSION,
    'x-scf-name': settings.name,
    'x-scf-namespace': NAMESPACE,
    'x-scf-region': regionOf(settings),
    'x-scf-appid': APP_ID,
    'x-scf-uin': UIN,
    ...(roleKey && {
      'x-scf-secret-id': roleKey.secretId,
      'x-scf-secret-key': roleKey.secretKey,
      'x-scf-session-token': roleKey.token
    })
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
  const headers: PlatformAnswer['headers'] = {}
  for (const [name, value] of Object.entries(response.headers))
    if (value !== undefined && !DROPPED_RESPONSE.includes(name)) headers[name] = value
  const body = bodyOf(Buffer.concat(chunks))
  return { answer: { status: response.statusCode ?? 500, headers, ...body } }
}
