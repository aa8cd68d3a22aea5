import { codes, type OperationId, type Result, type Schemas } from './contract'
import { AppFailure, isContractCode } from './failure'
import { type WxReply } from './request'

/** The reply to a call that succeeded. */
export interface CallReply<O extends OperationId> {
  result: Result<O>
  requestId: string
  /** What answered, as the gateway names it; '' where it does not. */
  source: string
  /** The server's clock; the phone's where the reply has no time. */
  serverTimeMs: number
}

/** Reads a reply by the contract: returns the result, or throws the failure. */
export function readReply<O extends OperationId>(operationId: O, reply: WxReply): CallReply<O> {
  const { status, body } = reply
  const requestId = reply.header('X-Request-Id')
  const source = reply.header('X-Gateway-Source')
  const serverTimeMs = Date.parse(reply.header('Date')) || Date.now()
  const about = { requestId, source, serverTimeMs }
  if (status === 204) return { result: undefined as Result<O>, ...about }
  if (status === 200 && isObject(body)) return { result: body as Result<O>, ...about }

  if (isFailureBody(body) && codes[body.code].status === status) {
    const retryAfterSeconds = Number(reply.header('Retry-After')) || undefined
    throw new AppFailure(body.code, { ...body, status, retryAfterSeconds })
  }
  throw new AppFailure('NOT_CONTRACT', {
    message: `${operationId}: status ${status} with a body that is not in the contract`,
    status,
    requestId
  })
}

function isFailureBody(body: unknown): body is Schemas['Failure'] {
  return isObject(body) && isContractCode(body.code) && typeof body.requestId === 'string'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
