import { codes } from './contract'
import type { OperationId, Result, Schemas } from './contract'
import type { Reply } from './client'
import { Failure, isContractCode } from './failure'
import type { HttpReply } from './request'

/** What the contract makes of a reply: a result, or a failure to throw. */
export function readReply<O extends OperationId>(operationId: O, reply: HttpReply): Reply<O> {
  const { status, body } = reply
  const requestId = reply.header('X-Request-Id')
  const source = reply.header('X-Gateway-Source')
  const serverTimeMs = Date.parse(reply.header('Date')) || Date.now()
  const about = { requestId, source, serverTimeMs }
  if (status === 204) return { result: undefined as Result<O>, ...about }
  if (status === 200 && isObject(body)) return { result: body as Result<O>, ...about }

  if (isFailureBody(body) && codes[body.code].status === status) {
    const retryAfterSeconds = Number(reply.header('Retry-After')) || undefined
    throw new Failure(body.code, { ...body, status, retryAfterSeconds })
  }
  throw new Failure('NOT_CONTRACT', {
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
