import { type DoorReply } from './door-reply'
import { type DoorRequest } from './door-request'

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
  isBase64Encoded: false
  statusCode: number
  headers: Record<string, string>
  body: string
}

/**
 * Makes `main_handler`: takes one event and returns one response, in the form that both kinds of
 * gateway accept. A timer's event only warms the instance up.
 */
export function createEventDoor(
  answer: (request: DoorRequest) => Promise<DoorReply>,
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
    const given = lowerCaseNames(texts(event.headers))
    const { status, headers, body } = await answer({
      method: String(event.httpMethod).toUpperCase(),
      path: String(event.path),
      query: texts(event.queryString),
      headers: given,
      body: readBody(event),
      requestId: String(context.request_id),
      remoteAddress: readAddress(event, given),
      remainingMs
    })
    return { isBase64Encoded: false, statusCode: status, headers, body }
  }
}

/**
 * A function URL puts the address into a header that clients cannot set; an API gateway passes any
 * header on and puts the address into the context.
 */
function readAddress(
  { requestContext }: HttpEvent,
  headers: Record<string, string>
): string | undefined {
  if (!requestContext) return headers['x-scf-remote-addr']
  return typeof requestContext.sourceIp === 'string' ? requestContext.sourceIp : undefined
}

function readBody({ body, isBase64Encoded }: HttpEvent): string {
  if (typeof body !== 'string') return ''
  return isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body
}

function texts(fields: Record<string, unknown> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(fields ?? {}).map(([name, v]) => [name, String(v)]))
}

function lowerCaseNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, v]) => [name.toLowerCase(), v]))
}
