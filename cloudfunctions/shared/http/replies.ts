import type { HttpRequest } from '../../../tools/contract/door/request-check'
import { isWaferCall } from '../../../tools/contract/door/wafer'
import { Failure } from '../core/failure'

export interface HttpReply {
  status: number
  headers: Record<string, string>
  body: string
}

type Asked = Pick<HttpRequest, 'headers'> & { requestId: string }

/** What went well, as the contract's JSON; 204 where there is none. */
export function replyTo(request: Asked, result: unknown): HttpReply {
  if (result === undefined) return { status: 204, headers: headersFor(request), body: '' }
  return json(request, 200, isWaferCall(request) ? { code: 0, data: result } : result)
}

/** The one exit of every failure. */
export function refuse(request: Asked, error: unknown): HttpReply {
  const failure = error instanceof Failure ? error : new Failure('SERVER_ERROR')
  const { code, message, status, headers, body } = failure
  const reply = json(request, status, body ?? { code, message, requestId: request.requestId })
  return { ...reply, headers: { ...reply.headers, ...headers } }
}

function json(request: Asked, status: number, body: unknown): HttpReply {
  const headers = {
    ...headersFor(request),
    'content-type': 'application/json; charset=utf-8'
  }
  return { status, headers, body: JSON.stringify(body) }
}

function headersFor({ requestId }: Asked): Record<string, string> {
  return { 'cache-control': 'no-store', 'x-request-id': requestId }
}
