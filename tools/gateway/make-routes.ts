import type { Contract } from '../contract/read/read-contract'
import type { Validate } from '../contract/door/request-check'
import { planMock } from './mock/plan'
import { narrow } from './narrow'
import type { CompiledRoute } from './types'

/** By operationId and part: loginBody, loginQuery. */
export type Validators = Record<string, Validate | undefined>

/** The contract's routes, each with all that a request then only picks from. */
export function makeRoutes(contract: Contract, validators: Validators): CompiledRoute[] {
  return contract.operations.map((operation) => {
    const { operationId, method, authenticated } = operation
    const checkQuery = validators[`${operationId}Query`]
    if (!checkQuery) throw new Error(`no validator for ${operationId}`)
    const checkBody = validators[`${operationId}Body`]
    return {
      operationId,
      function: operation.function,
      method,
      path: narrow(operation.path),
      authenticated,
      checkQuery,
      ...(checkBody && { checkBody }),
      mock: planMock(contract, operation)
    }
  })
}
