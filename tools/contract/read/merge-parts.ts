import { type SchemaNode } from './shape'

/** Levels of allOf in allOf. */
const MAX_DEPTH = 30

/** Finds what references name. */
interface Components {
  component(ref: string): SchemaNode | undefined
}

/** A schema with what its `$ref` and `allOf` add. */
export function mergeParts(schema: SchemaNode, schemas: Components, depth = 0): SchemaNode {
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

/** The default of a schema, or of what its `$ref` and `allOf` add. */
export function defaultOf(schema: SchemaNode, schemas: Components, depth = 0): unknown {
  const { $ref: ref, default: own, allOf = [] } = schema
  if (own !== undefined || depth > MAX_DEPTH) return own
  const target = ref === undefined ? undefined : schemas.component(ref)
  const parts = target ? [target, ...allOf] : allOf
  return parts
    .map((part) => defaultOf(part, schemas, depth + 1))
    .find((fallback) => fallback !== undefined)
}

/** The references to components that a schema is made of. */
export function referencesOf(schema: SchemaNode | boolean): string[] {
  if (typeof schema === 'boolean') return []
  const { $ref: ref, allOf = [] } = schema
  return [...(ref === undefined ? [] : [ref]), ...allOf.flatMap(referencesOf)]
}
