import type { Contract } from '../contract/read/read-contract'
import { createAjv } from '../contract/check/new-ajv'
import { listValidatorSchemas } from '../contract/generate/validator-schemas'
import type { Validators } from './make-routes'

/** The validators of a contract that has been edited. */
export function compileValidators(contract: Contract): Validators {
  const ajv = createAjv()
  const schemas = Object.entries(listValidatorSchemas(contract))
  return Object.fromEntries(schemas.map(([name, schema]) => [name, ajv.compile(schema)]))
}
