import { MAKER_KINDS } from '../mock-model'

const text = { type: 'string' }
const digits = { type: 'integer', minimum: 8, maximum: 64 }
const field = { type: 'string', pattern: '^(path|query|header|body)\\.\\S+$' }
const fields = { type: 'array', minItems: 1, items: field }

const closed = (required: string[], properties: Record<string, object>) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties
})

/** The schema of `x-scenarios`; the document's `$defs` must have `maker` and `scenarioData`. */
export const scenariosSchema = {
  type: 'object',
  propertyNames: { pattern: '^[a-z][A-Za-z0-9]*$' },
  additionalProperties: closed(['key', 'until', 'data', 'authenticated', 'steps', 'fallback'], {
    summary: text,
    key: closed(['made', 'sent'], { made: text, sent: fields }),
    until: text,
    data: { $ref: '#/$defs/scenarioData' },
    authenticated: text,
    steps: {
      type: 'object',
      additionalProperties: {
        type: 'array',
        minItems: 1,
        items: closed(['example'], {
          in: text,
          example: text,
          to: text,
          set: { type: 'object', additionalProperties: { $ref: '#/$defs/maker' } }
        })
      }
    },
    fallback: text
  })
}

const MAKERS: Record<(typeof MAKER_KINDS)[number], object> = {
  random: closed(['random'], { random: digits }),
  after: closed(['after'], { after: { type: 'string', pattern: '^-?\\d+[smhd]$' } }),
  from: closed(['from'], { from: field }),
  as: closed(['as'], { as: text }),
  hashOf: closed(['hashOf', 'like', 'digits'], { hashOf: fields, like: text, digits }),
  write: closed(['write'], { write: text })
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
