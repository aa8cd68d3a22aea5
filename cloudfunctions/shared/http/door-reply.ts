import { isWaferCall } from '../../../tools/contract/door/wafer'
import { Failure } from '../core/failure'
import { type DoorRequest } from './door-request'

/** A reply as both doors send it. */
export interface DoorReply {
  status: number
  headers: Record<string, string>
  body: string
}

type Asked = Pick<DoorRequest, 'headers' | 'requestId'>

/** The reply to a request that went well: the contract's JSON, or 204 for `undefined`. */
export function replyWith(request: Asked, result: unknown): DoorReply {
  if (result === undefined) return { status: 204, headers: headersFor(request), body: '' }
  return json(request, 200, isWaferCall(request) ? { code: 0, data: result } : result)
}

/** The reply to a request that failed. Every failure leaves this way, expected or not. */
export function replyWithFailure(request: Asked, error: unknown): DoorReply {
  const failure = error instanceof Failure ? error : new Failure('SERVER_ERROR')
  const { code, message, status, headers, body } = failure
  const reply = json(request, status, body ?? { code, message, requestId: request.requestId })
  return { ...reply, headers: { ...reply.headers, ...headers } }
}

function json(request: Asked, status: number, body: unknown): DoorReply {
  const headers = { ...headersFor(request), 'content-type': 'application/json; charset=utf-8' }
  return { status, headers, body: JSON.stringify(body) }
}

function headersFor({ requestId }: Asked): Record<string, string> {
  return { 'cache-control': 'no-store', 'x-request-id': requestId }
}
