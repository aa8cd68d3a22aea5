import {
  callerAddress,
  isOfPlatform,
  readAddress
} from '../../../tools/contract/door/caller-address'
import { MAX_HEAD_BYTES } from '../../../tools/contract/door/head-size'
import { takePlatformHeaders } from '../../../tools/contract/door/platform-headers'
import { encodeQuery, readTarget } from '../../../tools/contract/door/read-target'
import { type AnswerRequest } from './door-reply'

/**
 * An API-gateway event. A function URL sends the same without isBase64Encoded, requestContext and
 * three more fields, so nothing here relies on those.
 * @see https://www.tencentcloud.com/document/product/583/96099
 */
interface HttpEvent {
  /** Timer, when a timer trigger calls. */
  Type?: string
  httpMethod?: string
  path?: string
  queryString?: Record<string, unknown>
  headers?: Record<string, unknown>
  body?: unknown
  isBase64Encoded?: boolean
  requestContext?: { sourceIp?: unknown }
}

export interface ScfContext {
  request_id?: string
  getRemainingTimeInMillis?(): number
  callbackWaitsForEmptyEventLoop?: boolean
}

interface HttpResponse {
  isBase64Encoded: boolean
  statusCode: number
  headers: Record<string, string | string[]>
  body: string
}

/**
 * Makes `main_handler`: takes one event and returns one response, in the form that both kinds of
 * gateway accept. A timer's event only warms the instance up.
 */
export function createEventDoor(
  answer: AnswerRequest,
  warmUp: (remainingMs: number) => Promise<void>
) {
  return async (event: HttpEvent, context: ScfContext): Promise<HttpResponse | { warm: true }> => {
    // pooled connections stay open: the platform must not wait for them
    context.callbackWaitsForEmptyEventLoop = false
    const remainingMs = context.getRemainingTimeInMillis?.() ?? Infinity
    if (event.Type === 'Timer') {
      await warmUp(remainingMs)
      return { warm: true }
    }
    // the role's key of an event function is in its environment
    const { headers: given } = takePlatformHeaders(lowerCaseNames(event.headers))
    const target = readTarget(typeof event.path === 'string' ? event.path : '/')
    const { status, headers, body } = await answer({
      method: String(event.httpMethod).toUpperCase(),
      path: target.path,
      rawQuery: target.rawQuery || encodeQuery(Object.fromEntries(enoughOf(event.queryString))),
      headers: given,
      body: readBody(event),
      requestId: String(context.request_id),
      remoteAddress: addressOf(event, given),
      remainingMs
    })
    const isText = typeof body === 'string'
    return {
      isBase64Encoded: !isText,
      statusCode: status,
      headers,
      body: isText ? body : body.toString('base64')
    }
  }
}

/** No caller can write into the context, but an inner proxy may be what stands there. */
function addressOf(
  { requestContext }: HttpEvent,
  headers: Record<string, string>
): string | undefined {
  const { sourceIp } = requestContext ?? {}
  const seen = typeof sourceIp === 'string' ? readAddress(sourceIp) : undefined
  return seen && !isOfPlatform(seen) ? seen : callerAddress(headers['x-forwarded-for'])
}

function readBody({ body, isBase64Encoded }: HttpEvent): Buffer {
  if (typeof body !== 'string') return Buffer.alloc(0)
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
}

function lowerCaseNames(headers: HttpEvent['headers']): Record<string, string> {
  const texts = enoughOf(headers).map(([name, value]) => [name.toLowerCase(), String(value)])
  return Object.fromEntries(texts) as Record<string, string>
}

/** An event's fields, or so many of them that the check refuses the request: they have no limit. */
function enoughOf(fields: Record<string, unknown> | undefined): [name: string, value: unknown][] {
  const taken: [string, unknown][] = []
  let length = 0
  for (const [name, value] of Object.entries(fields ?? {})) {
    taken.push([name, value])
    length += name.length + String(value).length
    if (length > MAX_HEAD_BYTES) break
  }
  return taken
}
