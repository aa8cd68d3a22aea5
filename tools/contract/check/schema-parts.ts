/** What the schemas of this folder are made of. */

export const STYLES = [
  ...['form', 'simple', 'label', 'matrix'],
  ...['spaceDelimited', 'pipeDelimited', 'deepObject']
]
export const any = {}
export const text = { type: 'string' }
export const mapOf = (item: object) => ({ type: 'object', additionalProperties: item })
export const listOf = (item: object) => ({ type: 'array', items: item })
/** An object that may have other keys, too. */
export const open = (required: string[], properties: Record<string, object>) => ({
  type: 'object',
  required,
  properties
})
/** An object that has no other keys at all. */
export const exact = (required: string[], properties: Record<string, object>) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties
})
/** An object of a document: it has no other keys, extensions excepted. */
export const closed = (required: string[], properties: Record<string, object>) => ({
  ...open(required, properties),
  patternProperties: { '^x-': any },
  additionalProperties: false
})
/** An object of this name in $defs, or a reference to one. */
export const orRef = (name: string) => ({
  if: { type: 'object', required: ['$ref'] },
  then: open([], { $ref: text }),
  else: { $ref: `#/$defs/${name}` }
})

/** At most what SCF takes. */
export const bytes = { type: 'integer', minimum: 1, maximum: 6_291_456 }
