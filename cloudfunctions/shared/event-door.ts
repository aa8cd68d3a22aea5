import type { DoorRequest, HttpReply } from './serve'

/**
 * An API-gateway event. A function URL sends the same without isBase64Encoded, requestContext and
 * three more fields, so none of those is relied on.
 * @see https://www.tencentcloud.com/document/product/583/96099
 */
interface HttpEvent {
  httpMethod?: string
  path?: string
  queryString?: Record<string, unknown>
  headers?: Record<string, unknown>
  body?: unknown
  isBase64Encoded?: boolean
}

interface ScfContext {
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

/** Makes `main_handler`: one event in, one answer in the form that both kinds of gateway take. */
export function createEventDoor(answer: (request: DoorRequest) => Promise<HttpReply>) {
  return async (event: HttpEvent, context: ScfContext): Promise<HttpResponse> => {
    // pooled connections stay open: the platform must not wait for them
    context.callbackWaitsForEmptyEventLoop = false
    const { status, headers, body } = await answer({
      method: String(event.httpMethod).toUpperCase(),
      path: String(event.path),
      query: texts(event.queryString),
      headers: lowerCaseNames(texts(event.headers)),
      body: readBody(event),
      requestId: String(context.request_id),
      remainingMs: context.getRemainingTimeInMillis?.() ?? Infinity
    })
    return { isBase64Encoded: false, statusCode: status, headers, body }
  }
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
