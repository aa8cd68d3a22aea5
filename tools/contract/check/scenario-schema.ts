import { MAKER_KINDS } from '../mock-model'
import { exact, listOf, mapOf, text } from './schema-parts'

const digits = { type: 'integer', minimum: 8, maximum: 64 }
const field = { type: 'string', pattern: '^(path|query|header|body)\\.\\S+$' }
const fields = { ...listOf(field), minItems: 1 }

const step = exact(['example'], {
  in: text,
  example: text,
  to: text,
  set: mapOf({ $ref: '#/$defs/maker' })
})

/** The schema of `x-scenarios`; the document's `$defs` must have `maker` and `scenarioData`. */
export const scenariosSchema = {
  ...mapOf(
    exact(['key', 'until', 'data', 'authenticated', 'steps', 'fallback'], {
      summary: text,
      key: exact(['made', 'sent'], { made: text, sent: fields }),
      until: text,
      data: { $ref: '#/$defs/scenarioData' },
      authenticated: text,
      steps: mapOf({ ...listOf(step), minItems: 1 }),
      fallback: text
    })
  ),
  propertyNames: { pattern: '^[a-z][A-Za-z0-9]*$' }
}

const MAKERS: Record<(typeof MAKER_KINDS)[number], object> = {
  random: exact(['random'], { random: digits }),
  after: exact(['after'], { after: { type: 'string', pattern: '^-?\\d+[smhd]$' } }),
  from: exact(['from'], { from: field }),
  as: exact(['as'], { as: text }),
  hashOf: exact(['hashOf', 'like', 'digits'], { hashOf: fields, like: text, digits }),
  write: exact(['write'], { write: text })
}

/** The key selects the maker, so that errors are about the one that was meant. */
const makerOr = (fallback: object) =>
  MAKER_KINDS.reduceRight<object>(
    (other, kind) => ({ if: { required: [kind] }, then: MAKERS[kind], else: other }),
    fallback
  )

export const makerSchema = { type: 'object', ...makerOr({ required: ['random'] }) }
export const scenarioDataSchema = {
  type: 'object',
  minProperties: 1,
  ...makerOr({ additionalProperties: { $ref: '#/$defs/scenarioData' } })
}
