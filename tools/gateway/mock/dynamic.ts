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
  const isValid = compiled.get(schema) ?? createAjv().compile(schema)
  compiled.set(schema, isValid)
  const first = createHash('sha256').update(seed).digest().readUInt32BE()
  for (let tried = 0; tried < MAX_TRIES; tried++) {
    const value: unknown = generateSync(schema as JsonSchema, { seed: first + tried })
    if (isValid(value)) return value
  }
  throw new Error(`no value found that the schema allows in ${MAX_TRIES} tries`)
}
