import { kindBelow } from '../read/kinds'
import { type SchemaNode } from '../read/shape'

/** Operations that others serve, and path items, which paths have already. */
const UNTYPED: Record<string, string[] | undefined> = {
  document: ['webhooks'],
  components: ['pathItems', 'callbacks'],
  operation: ['callbacks'],
  example: ['externalValue']
}

/**
 * The part of a document that types are made of. The generator takes any `$ref` for a reference.
 * Whoever reads a request finds every default filled in.
 */
export function typedPart(document: object, hasDefaults: boolean): object {
  return copy(document, 'document', hasDefaults) as object
}

function copy(node: unknown, kind: string, hasDefaults: boolean): unknown {
  if (typeof node !== 'object' || node === null || kind === 'data') return node
  if (Array.isArray(node)) return node.map((item) => copy(item, kindBelow(kind, '0'), hasDefaults))
  const entries = Object.entries(node).filter(([key, value]) => {
    if (UNTYPED[kind]?.includes(key)) return false
    return key === '$ref' || kindBelow(kind, key) !== 'data' || !hasReference(value)
  })
  const part = Object.fromEntries(
    entries.map(([key, value]) => [key, copy(value, kindBelow(kind, key), hasDefaults)])
  ) as SchemaNode
  return kind === 'schema' && hasDefaults ? withDefaults(part) : part
}

function withDefaults(schema: SchemaNode): SchemaNode {
  const { properties = {}, required = [] } = schema as SchemaNode & { required?: string[] }
  const filledIn = Object.keys(properties).filter((name) => 'default' in (properties[name] ?? {}))
  return filledIn.length ? { ...schema, required: [...required, ...filledIn] } : schema
}

function hasReference(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false
  return '$ref' in data || Object.values(data).some(hasReference)
}
