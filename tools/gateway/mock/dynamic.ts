import { createHash } from 'node:crypto'
import { type ValidateFunction } from 'ajv/dist/2020'
import { type JsonSchema } from 'json-schema-faker'
import { createAjv } from '../../contract/check/schema-compiler'

const MAX_TRIES = 50

const compiled = new WeakMap<object, ValidateFunction>()

/**
 * A value that the schema allows, the same for the same seed. Rejects when none is found: the schema
 * allows nothing, or less than the generator can hit.
 */
export async function makeValue(schema: object, seed: string): Promise<unknown> {
  // an ES module, so a static import would not compile to CommonJS
  const { generateSync } = await import('json-schema-faker')
  const isValid = validatorOf(schema)
  const first = createHash('sha256').update(seed).digest().readUInt32BE()
  for (let tried = 0; tried < MAX_TRIES; tried++) {
    const value: unknown = generateSync(schema as JsonSchema, { seed: first + tried })
    if (isValid(value)) return value
  }
  throw new Error(`no value found that the schema allows in ${MAX_TRIES} tries`)
}

const repaired = new WeakMap<object, unknown>()

/** The value where the schema allows it, else one that is made up; the value again where none is found. */
export async function repairValue(schema: object, value: unknown): Promise<unknown> {
  if (repaired.has(schema)) return repaired.get(schema)
  const isValid = validatorOf(schema)(value)
  const found = isValid ? value : await makeValue(schema, '').catch(() => value)
  repaired.set(schema, found)
  return found
}

function validatorOf(schema: object): ValidateFunction {
  const isValid = compiled.get(schema) ?? createAjv().compile(schema)
  compiled.set(schema, isValid)
  return isValid
}
