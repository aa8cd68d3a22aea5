import { type SchemaReader } from './schemas'
import { type SchemaNode } from './shape'

/** Levels of allOf in allOf. */
const MAX_DEPTH = 30

/** A schema with what its `$ref` and `allOf` add. */
export function mergeParts(schema: SchemaNode, schemas: SchemaReader, depth = 0): SchemaNode {
  const { $ref: ref, allOf = [], ...own } = schema
  const target = ref === undefined ? undefined : schemas.component(ref)
  const parts = (depth > MAX_DEPTH ? [] : [...(target ? [target] : []), ...allOf]).map((part) =>
    mergeParts(part, schemas, depth + 1)
  )
  const all = [...parts, own as SchemaNode]
  const properties: Record<string, SchemaNode> = {}
  for (const [name, item] of all.flatMap((part) => Object.entries(part.properties ?? {}))) {
    const known = properties[name]
    properties[name] =
      known instanceof Object && item instanceof Object ? { allOf: [known, item] } : item
  }
  return Object.assign({}, ...all, {
    ...(Object.keys(properties).length && { properties }),
    required: [...new Set(all.flatMap(({ required }) => (required as string[] | undefined) ?? []))]
  }) as SchemaNode
}

/** The references to components that a schema is made of. */
export function referencesOf(schema: SchemaNode | boolean): string[] {
  if (typeof schema === 'boolean') return []
  const { $ref: ref, allOf = [] } = schema
  return [...(ref === undefined ? [] : [ref]), ...allOf.flatMap(referencesOf)]
}
