import type { Contract } from '../../gateway-config/compile'
import { createAjv } from '../../gateway-config/new-ajv'
import { listValidatorSchemas } from '../../gateway-config/validator-schemas'
import type { Validators } from './make-routes'

/** The validators of a contract that has been edited. */
export function compileValidators(contract: Contract): Validators {
  const ajv = createAjv()
  const schemas = Object.entries(listValidatorSchemas(contract))
  return Object.fromEntries(schemas.map(([name, schema]) => [name, ajv.compile(schema)]))
}
