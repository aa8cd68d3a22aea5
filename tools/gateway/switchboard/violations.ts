import { checkResponse, findResponse } from '../../contract/door/check-response'
import { isWaferCall } from '../../contract/door/wafer'
import { type Contract, type Validators } from '../../contract/model'
import { findOperation } from '../mock/examples'
import { type GatewayRequest } from '../server/incoming'
import { type GatewayReply } from '../server/outgoing'

export type SentReply = Pick<GatewayReply, 'status' | 'headers' | 'body'>

/** Where an answer differs from the contract: `body.products.0.stock: must be integer`. */
export type FindViolations = (
  contract: Contract,
  operationId: string,
  reply: SentReply
) => Promise<string[]>

/** Answers are checked in development and tests, so their validators are loaded at the first one. */
export function createFindViolations(
  load: (contract: Contract) => Promise<Validators>
): FindViolations {
  const loaded = new WeakMap<Contract, Promise<Validators>>()
  return async (contract, operationId, { status, headers, body }) => {
    if (typeof body !== 'string' && !(body instanceof Uint8Array)) return []
    const loading = loaded.get(contract) ?? load(contract)
    loaded.set(contract, loading)
    const validators = await loading.catch((error: unknown) => {
      // the next answer tries again: the file may have been read while it was written
      loaded.delete(contract)
      throw error
    })
    const operation = findOperation(contract, operationId)
    return checkResponse(operation, validators, { status, headers, body })
  }
}

/**
 * Whether an answer of a function can be compared with the contract: failures that it does not
 * declare come from the platform or from the one exit of failures, and Wafer's envelope is not in it.
 */
export function isComparable(
  contract: Contract,
  operationId: string,
  request: GatewayRequest,
  { status, body }: SentReply
): boolean {
  // the platform's own error, which may have a status that the contract declares
  if (status >= 500 && typeof body === 'string' && body.startsWith('{"errorCode":')) return false
  const isDeclared = findResponse(findOperation(contract, operationId).responses, status)
  return !isWaferCall(request) && (status < 400 || isDeclared !== undefined)
}
