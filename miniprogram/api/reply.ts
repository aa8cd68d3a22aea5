import { declaredTypes, fits, kindOf } from './answers'
import { codes, type OperationId, type operations, type Result, type Schemas } from './contract'
import { AppFailure, isContractCode } from './failure'
import { readRefusal } from './refusal'
import { isBuffer, isObject, type WxReply } from './request'
import { type Route, routeOf } from './route'

type Redirect = `3${string}`
type WithoutBody<O extends OperationId> = [
  Extract<`${keyof operations[O]['responses'] & (string | number)}`, Redirect>
] extends [never]
  ? never
  : undefined

/** The reply to a call that succeeded: a status of 2XX, or a redirect that the contract declares. */
export interface CallReply<O extends OperationId> {
  status: number
  /** By name in lower case. */
  headers: Record<string, string | undefined>
  /** Parsed JSON, text or bytes; undefined for a redirect and where there is no content. */
  result: Result<O> | WithoutBody<O>
  requestId: string
  /** What answered, as the gateway names it; '' where it does not. */
  source: string
  /** The server's clock; the phone's where the reply has no time. */
  serverTimeMs: number
}

/** Reads a reply by the contract: returns the result, or throws the failure. */
export function readReply<O extends OperationId>(operationId: O, reply: WxReply): CallReply<O> {
  const { status, body, headers } = reply
  const requestId = reply.header('X-Request-Id')
  const success = readSuccess(routeOf(operationId), reply)
  if (success)
    return {
      status,
      headers,
      result: success.result as Result<O>,
      requestId,
      source: reply.header('X-Gateway-Source'),
      serverTimeMs: Date.parse(reply.header('Date')) || Date.now()
    }

  const retryAfterSeconds = Number(reply.header('Retry-After')) || undefined
  if (isFailureBody(body) && codes[body.code].status === status)
    throw new AppFailure(body.code, { ...body, status, retryAfterSeconds })
  const refusal = status >= 400 ? readRefusal(routeOf(operationId), reply) : undefined
  const details = { status, requestId, retryAfterSeconds }
  if (refusal) {
    const { code, said, body: words } = refusal
    const message = `${operationId}: status ${status}${said && `: ${said}`}`
    throw new AppFailure(code, { ...details, message, body: words })
  }
  throw new AppFailure('NOT_CONTRACT', {
    ...details,
    message: `${operationId}: status ${status} with a body that is not in the contract`
  })
}

/** undefined where the reply is not a success that the contract declares. */
function readSuccess(route: Route, reply: WxReply): { result: unknown } | undefined {
  const { status, body, text } = reply
  const types = status < 400 ? declaredTypes(route, status) : undefined
  if (!types) return undefined
  if (status === 204 || status >= 300) return { result: undefined }
  const kind = kindOf(types)
  if (kind === 'json') return isObject(body) || route.anyJson ? readJson(reply) : undefined
  if (kind === 'none') return body ? undefined : { result: undefined }
  if (!fits(types, reply.header('Content-Type'))) return undefined
  if (kind === 'text') return { result: text }
  return isBuffer(body) ? { result: new Uint8Array(body) } : undefined
}

/** A text that could not be parsed is not JSON; a JSON text is written in quotes. */
function readJson({ body, text }: WxReply): { result: unknown } | undefined {
  return typeof body === 'string' && body === text ? undefined : { result: body }
}

function isFailureBody(body: unknown): body is Schemas['Failure'] {
  return isObject(body) && isContractCode(body.code) && typeof body.requestId === 'string'
}
