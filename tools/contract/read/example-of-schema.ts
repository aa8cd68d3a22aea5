import { type SchemaReader } from './schemas'
import { type SchemaNode } from './shape'

const MAX_DEPTH = 8

const FORMATS: Record<string, string> = {
  'date-time': '2030-01-01T08:00:00Z',
  date: '2030-01-01',
  time: '08:00:00Z',
  duration: 'PT1H',
  email: 'user@example.com',
  uuid: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  uri: 'https://example.com',
  url: 'https://example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1'
}

/** A value for a response that has no example, out of the examples and types in its schema. */
export function exampleOfSchema(schema: object, schemas: SchemaReader, depth = 0): unknown {
  const node = merge(schemas.target(schema as SchemaNode), schemas)
  const written = [node.examples, [node.default], [node.const], node.enum].flatMap((values) =>
    Array.isArray(values) ? (values as unknown[]) : []
  )
  const found = written.find((value) => value !== undefined)
  if (found !== undefined) return found
  const [alternative] = [...(node.oneOf ?? []), ...(node.anyOf ?? [])]
  if (alternative && depth < MAX_DEPTH)
    return exampleOfSchema(
      { ...node, oneOf: undefined, anyOf: undefined, allOf: [alternative] },
      schemas,
      depth + 1
    )
  const below = (item: unknown) => exampleOfSchema(item as object, schemas, depth + 1)
  switch (typeOf(node)) {
    case 'object':
      return objectOf(node, depth, below)
    case 'array':
      return listOf(node, depth, below)
    case 'string':
      return textOf(node)
    case 'integer':
    case 'number':
      return numberOf(node)
    case 'boolean':
      return true
    default:
      return null
  }
}

function typeOf({ type, properties, items }: SchemaNode): string {
  const [first] = [type ?? []].flat().filter((name) => name !== 'null')
  return first ?? (items ? 'array' : type === 'null' ? 'null' : properties ? 'object' : 'object')
}

function objectOf(node: SchemaNode, depth: number, below: (item: unknown) => unknown) {
  const required = (node.required ?? []) as string[]
  const wanted = Object.entries(node.properties ?? {}).filter(
    ([name, item]) => item.writeOnly !== true && (depth < MAX_DEPTH || required.includes(name))
  )
  if (depth > MAX_DEPTH * 2) return {}
  return Object.fromEntries(wanted.map(([name, item]) => [name, below(item)]))
}

function listOf(node: SchemaNode, depth: number, below: (item: unknown) => unknown): unknown[] {
  const { items, prefixItems = [], minItems = 0 } = node as { minItems?: number } & SchemaNode
  const count = depth < MAX_DEPTH ? Math.max(1, minItems) : 0
  const rest = items instanceof Object ? Array.from({ length: count }, () => below(items)) : []
  return [...prefixItems.map(below), ...rest]
}

function textOf(node: SchemaNode): string {
  const {
    format = '',
    minLength = 0,
    maxLength = Infinity
  } = node as SchemaNode & {
    minLength?: number
    maxLength?: number
  }
  return FORMATS[format] ?? 'text'.padEnd(minLength, '.').slice(0, maxLength)
}

function numberOf(node: SchemaNode): number {
  const { minimum, maximum, exclusiveMinimum, multipleOf } = node as Record<
    string,
    number | undefined
  >
  if (minimum !== undefined)
    return multipleOf ? Math.ceil(minimum / multipleOf) * multipleOf : minimum
  if (exclusiveMinimum !== undefined) return exclusiveMinimum + (multipleOf ?? 1)
  return maximum !== undefined && maximum < 0 ? maximum : (multipleOf ?? 0)
}

/** A schema with what its `allOf` adds. */
function merge(schema: SchemaNode, schemas: SchemaReader, depth = 0): SchemaNode {
  if (!schema.allOf || depth > MAX_DEPTH) return schema
  const parts = schema.allOf.map((part) => merge(schemas.target(part), schemas, depth + 1))
  const own = { ...schema, allOf: undefined }
  return Object.assign({}, ...parts, own, {
    ...(parts.concat(own).some(({ properties }) => properties) && {
      properties: Object.assign(
        {},
        ...parts.concat(own).map(({ properties }) => properties)
      ) as object
    }),
    required: parts.concat(own).flatMap(({ required }) => (required as string[] | undefined) ?? [])
  }) as SchemaNode
}
