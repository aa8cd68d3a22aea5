import { madeNumber, madeText } from './made-values'
import { mergeParts, referencesOf } from './merge-parts'
import { type SchemaReader } from './schemas'
import { type SchemaNode } from './shape'

/** Large documents refer to nearly all of themselves: after this many values only the required ones follow. */
const MAX_VALUES = 500
/** Levels of alternatives that have alternatives. */
const MAX_DEPTH = 30

interface Making {
  schemas: SchemaReader
  /** The references that lead here. */
  trail: readonly string[]
  count: { values: number }
}

/**
 * A value for a response that has no example, out of the examples and types in its schema. It may miss
 * what cannot be told from one keyword alone, such as a pattern.
 */
export function exampleOfSchema(schema: object, schemas: SchemaReader): unknown {
  return make(schema as SchemaNode, { schemas, trail: [], count: { values: 0 } })
}

function make(schema: SchemaNode, making: Making, depth = 0): unknown {
  making.count.values++
  const node = mergeParts(schema, making.schemas)
  const written = [node.example, list(node.examples), node.default, node.const, list(node.enum)]
  const found = written.flat().filter((value) => value !== undefined)
  if (found.length) return found.find((value) => value !== null) ?? null
  const inside = { ...making, trail: [...making.trail, ...referencesOf(schema)] }
  const alternatives = [...(node.oneOf ?? []), ...(node.anyOf ?? [])]
  const alternative =
    alternatives.find((each) => each.type !== 'null' && !isInside(each, inside)) ?? alternatives[0]
  if (alternative && depth < MAX_DEPTH) {
    return withDiscriminator(
      make(
        { ...node, oneOf: undefined, anyOf: undefined, allOf: [alternative] },
        inside,
        depth + 1
      ),
      node,
      alternative
    )
  }
  switch (typeOf(node)) {
    case 'object':
      return objectOf(node, inside)
    case 'array':
      return listOf(node, inside)
    case 'string':
      return madeText(node)
    case 'integer':
    case 'number':
      return madeNumber(node)
    case 'boolean':
      return true
    default:
      return null
  }
}

function list(values: unknown): unknown[] {
  return Array.isArray(values) ? values : []
}

function typeOf({ type, properties, items, prefixItems }: SchemaNode): string {
  const [first] = [type ?? []].flat().filter((name) => name !== 'null')
  if (first !== undefined) return first
  if (type !== undefined) return 'null'
  return (items ?? prefixItems) && !properties ? 'array' : 'object'
}

/** What is not required is left out where it would be inside of itself, and of a large document. */
function objectOf(node: SchemaNode, making: Making): unknown {
  const { properties = {}, additionalProperties } = node
  const required = node.required as string[]
  const isLarge = making.count.values > MAX_VALUES
  const wanted = Object.entries(properties).filter(
    ([name, item]) =>
      isSent(item, making) && (required.includes(name) || !(isLarge || isInside(item, making)))
  )
  const made = wanted.map(([name, item]) => [name, goOn(item, making)] as const)
  const isMap = additionalProperties instanceof Object && !wanted.length
  if (isMap && !isLarge && !isInside(additionalProperties, making))
    return { key: make(additionalProperties, making) }
  return Object.fromEntries(made)
}

function isSent(item: SchemaNode | boolean, { schemas }: Making): item is SchemaNode {
  if (typeof item === 'boolean') return item
  return { ...schemas.target(item), ...item }.writeOnly !== true
}

function listOf(node: SchemaNode, making: Making): unknown[] {
  const { items, prefixItems = [], minItems = 0 } = node as { minItems?: number } & SchemaNode
  const isLast = making.count.values > MAX_VALUES || (items && isInside(items, making))
  const count = Math.max(isLast ? 0 : 1, minItems) - prefixItems.length
  const rest = Array.from({ length: Math.max(0, count) }, () => goOn(items, making))
  return [
    ...prefixItems.map((item) => goOn(item, making)),
    ...(items instanceof Object ? rest : [])
  ]
}

/** A value that must contain itself has no end; it is broken off. */
function goOn(item: SchemaNode | boolean | undefined, making: Making): unknown {
  if (!(item instanceof Object)) return null
  const times = referencesOf(item).map(
    (ref) => making.trail.filter((known) => known === ref).length
  )
  return times.some((count) => count > 1) ? {} : make(item, making)
}

function isInside(item: SchemaNode | boolean, { trail }: Making): boolean {
  return referencesOf(item).some((ref) => trail.includes(ref))
}

/** Of alternatives that one of their members tells apart, that member names the one that was made. */
function withDiscriminator(
  made: unknown,
  { discriminator }: SchemaNode,
  alternative: SchemaNode
): unknown {
  const { propertyName, mapping = {} } = (discriminator ?? {}) as {
    propertyName?: string
    mapping?: Record<string, string>
  }
  const { $ref: ref = '' } = alternative
  if (!propertyName || !ref || typeof made !== 'object' || made === null) return made
  const name = ref.slice(ref.lastIndexOf('/') + 1)
  const names = Object.keys(mapping).filter((key) => [ref, name].includes(mapping[key] ?? ''))
  const { [propertyName]: known } = made as Record<string, unknown>
  if (typeof known === 'string' && (names.includes(known) || known !== 'text')) return made
  return { ...made, [propertyName]: names[0] ?? name }
}
