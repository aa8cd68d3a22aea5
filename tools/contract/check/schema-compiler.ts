import Ajv2020, { type Options, type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { type Contract, type Validators } from '../model'
import { nameSchemas } from '../read/read-media'
import { fillInOnce } from './fill-in-once'
import { withLinearUniqueItems } from './unique-items'

/**
 * A validator for schemas that are known to be good. Without ajv's own check of each schema and
 * without smaller code, it compiles three times as fast.
 */
export function createAjv(options: Options = {}) {
  const ajv = addFormats(
    new Ajv2020({
      // an unknown format is only a hint
      logger: false,
      strict: false,
      // decimals as people know them: 1.15 is a multiple of 0.01, though its quotient is not a whole
      // number in binary; and 1e999 is not a number
      multipleOfPrecision: 7,
      strictNumbers: true,
      validateSchema: false,
      inlineRefs: false,
      code: { optimize: false },
      ...options
    })
  )
  return withLinearUniqueItems(ajv)
}

/** Schemas that read alike share a validator: a contract has few failures, but in many responses. */
export function createCompiler(options?: Options) {
  const ajv = createAjv(options)
  const compiled = new Map<string, ValidateFunction>()
  return (schema: object): ValidateFunction => {
    const text = JSON.stringify(schema)
    const validate = compiled.get(text) ?? ajv.compile(schema)
    compiled.set(text, validate)
    return validate
  }
}

/** Compiles the validators of a contract that differs from the one they were generated from. */
export function compileValidators(contract: Contract): Validators {
  return compileAll(listValidatorSchemas(contract), { useDefaults: true })
}

/** Compiles the validators of responses, which report everything that is wrong. */
export function compileResponseValidators(contract: Contract): Validators {
  return compileAll(listResponseSchemas(contract), { allErrors: true })
}

function compileAll(schemas: Record<string, object>, options: Options): Validators {
  const compile = createCompiler(options)
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, compile(schema)])
  )
}

/** The schemas of requests: `<operationId>Parameters`, `<operationId>Body[:<media type>]`. */
export function listValidatorSchemas({
  operations
}: Pick<Contract, 'operations'>): Record<string, object> {
  return Object.fromEntries(
    operations.flatMap((operation): [string, object][] => [
      [`${operation.operationId}Parameters`, fillInOnce(operation.parametersSchema)],
      ...Object.entries(operation.bodySchemas).map(([name, schema]): [string, object] => [
        name,
        fillInOnce(schema)
      ])
    ])
  )
}

/** The schemas of JSON answers: `<operationId>Response:<status>[:<media type>]`. */
export function listResponseSchemas({ operations }: Contract): Record<string, object> {
  return Object.fromEntries(
    operations.flatMap(({ operationId, responses }) =>
      responses.flatMap(({ status, media }) =>
        nameSchemas(
          `${operationId}Response:${status}`,
          Object.fromEntries(media.map(({ type, schema }) => [type, { schema }])),
          ['json']
        )
      )
    )
  )
}
