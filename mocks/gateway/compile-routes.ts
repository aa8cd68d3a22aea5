import type { Contract } from '../../gateway-config/compile'
import { createAjv } from '../../gateway-config/new-ajv'
import { makeRoutes, type Validators } from './make-routes'
import type { CompiledRoute } from './types'

/** Compiles the contract into routes once; a request then only picks. */
export function compileRoutes(contract: Contract): CompiledRoute[] {
  const ajv = createAjv()
  const validators: Validators = {}
  for (const { operationId, querySchema, bodySchema } of contract.operations) {
    validators[`${operationId}Query`] = ajv.compile(querySchema)
    if (bodySchema) validators[`${operationId}Body`] = ajv.compile(bodySchema)
  }
  return makeRoutes(contract, validators)
}
