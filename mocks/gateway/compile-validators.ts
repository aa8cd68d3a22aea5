import type { Contract } from '../../gateway-config/compile'
import { createAjv } from '../../gateway-config/new-ajv'
import type { Validators } from './make-routes'

/** The validators of a contract that has been edited. */
export function compileValidators({ operations }: Contract): Validators {
  const ajv = createAjv()
  const validators: Validators = {}
  for (const { operationId, querySchema, bodySchema } of operations) {
    validators[`${operationId}Query`] = ajv.compile(querySchema)
    if (bodySchema) validators[`${operationId}Body`] = ajv.compile(bodySchema)
  }
  return validators
}
