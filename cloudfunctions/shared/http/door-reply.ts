import { securitySchemes } from '../../../gateway-config/generated/contract'
import { type AnswerRules } from '../../../tools/contract/door/rules'
import { isWaferCall } from '../../../tools/contract/door/wafer'
import { writeJson } from '../../../tools/contract/door/write-json'
import { Failure } from '../core/failure'
import { type RoleKey } from '../settings/role-key'
import { type DoorRequest } from './door-request'
import { checkHeaders } from './header-values'
import { HandlerReply } from './reply'
import { chooseType, isJsonType, typesFor, withCharset } from './reply-type'

/** A reply as both doors send it. */
export interface DoorReply {
  status: number
  headers: Record<string, string | string[]>
  /** Bytes, where it is not text. */
  body: string | Buffer
}

/** @param roleKey came with the request; for what is asked with it, and never for logs */
export type AnswerRequest = (request: DoorRequest, roleKey?: RoleKey) => Promise<DoorReply>

type Asked = Pick<DoorRequest, 'headers' | 'requestId'>

/** A contract without Wafer's scheme has no Wafer clients. */
const KNOWS_WAFER = 'waferSkey' in securitySchemes
const JSON_ONLY: AnswerRules = { 200: ['application/json'] }

/**
 * The reply to a request that went well: an operation's result with the status of its only success,
 * or the `reply` that it returned. Throws for one that HTTP or JSON cannot carry.
 */
export function replyWith(request: Asked, result: unknown, answers = JSON_ONLY): DoorReply {
  const { status, body, headers, type }: HandlerReply =
    result instanceof HandlerReply ? (result as HandlerReply) : successWith(result, answers)
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new Error(`reply: ${status} is not a final HTTP status`)
  const own = Object.assign(headersFor(request), checkHeaders(headers))
  if (body === undefined) return { status, headers: own, body: '' }
  if (status === 204 || status === 304) throw new Error(`reply: ${status} cannot have a body`)
  const chosen = type ?? chooseType(request.headers.accept, typesFor(answers, status), body)
  const isWrapped = status === 200 && isJsonType(chosen) && KNOWS_WAFER && isWaferCall(request)
  own['content-type'] = withCharset(chosen, body)
  return {
    status,
    headers: own,
    body: write(isWrapped ? { code: 0, data: body } : body, chosen)
  }
}

/** The reply to a request that failed. Every failure leaves this way, expected or not. */
export function replyWithFailure(request: Asked, error: unknown): DoorReply {
  const failure = error instanceof Failure ? error : new Failure('SERVER_ERROR')
  const { code, message, status, headers, body } = failure
  const type = { 'content-type': 'application/json; charset=utf-8' }
  return {
    status,
    headers: { ...headersFor(request), ...type, ...checkHeaders(headers) },
    body: writeJson(body ?? { code, message, requestId: request.requestId })
  }
}

function successWith(result: unknown, answers: AnswerRules) {
  const declared = Object.keys(answers).find((status) => status.startsWith('2'))
  const isEmpty = result === undefined && typesFor(answers, Number(declared)).length > 0
  const status = isEmpty ? 204 : Number(declared ?? 200)
  // a range such as 2XX has no number
  return new HandlerReply(status || 200, result, undefined, undefined)
}

function write(body: unknown, type: string): string | Buffer {
  if (body instanceof Uint8Array) return Buffer.from(body)
  if (isJsonType(type)) return writeJson(body)
  if (typeof body !== 'string') throw new Error(`reply: ${type} needs a text or bytes`)
  return body
}

/** Nothing is cached unless the operation says so. */
function headersFor({ requestId }: Asked): Record<string, string> {
  return { 'cache-control': 'no-store', 'x-request-id': requestId }
}
