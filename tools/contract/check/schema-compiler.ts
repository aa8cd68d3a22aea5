import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { type Contract, type Validators } from '../model'

/**
 * A validator for schemas that are known to be good. Without ajv's own check of each schema and
 * without smaller code, it compiles three times as fast.
 */
export function createAjv({ allErrors = false } = {}) {
  return addFormats(
    new Ajv2020({
      allErrors,
      strict: false,
      validateSchema: false,
      inlineRefs: false,
      code: { optimize: false }
    })
  )
}

/** Compiles the validators of a contract that differs from the one they were generated from. */
export function compileValidators(contract: Contract): Validators {
  const ajv = createAjv()
  const schemas = Object.entries(listValidatorSchemas(contract))
  return Object.fromEntries(schemas.map(([name, schema]) => [name, ajv.compile(schema)]))
}

/** The schemas of requests, by operationId and part: loginBody, loginQuery. */
export function listValidatorSchemas({ operations }: Contract): Record<string, object> {
  return Object.fromEntries(
    operations.flatMap(({ operationId, querySchema, bodySchema }): [string, object][] => [
      [`${operationId}Query`, querySchema],
      ...(bodySchema ? ([[`${operationId}Body`, bodySchema]] as [string, object][]) : [])
    ])
  )
}
