import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import type { Contract } from '../../contract/read/read-contract'

const compiled = new WeakMap<object, ValidateFunction>()
const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }))

/**
 * Checks an answer's body against the contract; undefined where the contract has no body. Compiled
 * at the first call: only shadow and record need it.
 */
export function responseValidator(
  { operations }: Contract,
  operationId: string,
  status: number
): ValidateFunction | undefined | 'unknown status' {
  const operation = operations.find((known) => known.operationId === operationId)
  if (!operation?.responseSchemas.has(status)) return 'unknown status'
  const schema = operation.responseSchemas.get(status)
  if (!schema) return undefined
  const known = compiled.get(schema)
  if (known) return known
  const validate = ajv.compile(schema)
  compiled.set(schema, validate)
  return validate
}
