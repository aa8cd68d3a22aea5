import { type Shape } from '../door/rules'

/** The keywords of a schema that a shape is read from. */
export interface SchemaNode {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  allOf?: SchemaNode[]
  anyOf?: SchemaNode[]
  oneOf?: SchemaNode[]
  items?: SchemaNode | boolean
  prefixItems?: SchemaNode[]
  properties?: Record<string, SchemaNode>
  patternProperties?: Record<string, SchemaNode>
  additionalProperties?: SchemaNode | boolean
  $defs?: Record<string, SchemaNode>
  [keyword: string]: unknown
}

/** What the text of a parameter or a form's field turns into, by its schema. */
export function shapeOf(
  schema: unknown,
  defs: SchemaNode['$defs'] = {},
  inside: string[] = []
): Shape {
  if (typeof schema !== 'object' || schema === null) return 'string'
  const node = schema as SchemaNode
  const known = { ...node.$defs, ...defs }
  const refs: string[] = [...inside]
  const parts = partsOf(node, known, refs)
  if (!parts) return 'any'
  const below = (item: unknown) => shapeOf(item, known, refs)
  const types = new Set(parts.flatMap(typesOf))
  types.delete('null')
  if (types.size === 0)
    return parts.some(({ format }) => format === 'binary') ? 'file' : alternativesOf(parts, below)
  if (types.has('integer') && types.has('number')) types.delete('integer')
  const [type] = types
  if (types.size > 1) return 'any'
  if (type === 'array') return shapeOfList(parts, below)
  if (type === 'object') return shapeOfObject(parts, below)
  return type as Shape
}

function shapeOfList(parts: SchemaNode[], below: (item: unknown) => Shape): Shape {
  const first = parts.find(({ prefixItems }) => prefixItems)?.prefixItems
  return {
    items: below(parts.find(({ items }) => items)?.items),
    ...(first && { first: first.map(below) })
  }
}

function shapeOfObject(parts: SchemaNode[], below: (item: unknown) => Shape): Shape {
  const properties = Object.assign({}, ...parts.map((part) => part.properties)) as object
  const names = Object.entries(properties)
  const additional =
    additionalOf(parts, below) ?? (isFree(parts, names.length) ? 'string' : undefined)
  return {
    properties: Object.fromEntries(names.map(([name, schema]) => [name, below(schema)])),
    ...(additional && { additional })
  }
}

/** The shape of members that have no name in the schema, where it says what they are. */
function additionalOf(parts: SchemaNode[], below: (item: unknown) => Shape): Shape | undefined {
  const schemas = parts.flatMap(({ additionalProperties: rest, patternProperties = {} }) => [
    ...(rest instanceof Object ? [rest] : []),
    ...Object.values(patternProperties)
  ])
  return schemas.length ? agreed(schemas.map(below)) : undefined
}

/** Whether an object may have any members: it says so, or says nothing of them. */
function isFree(parts: SchemaNode[], names: number): boolean {
  const all = parts.map(({ additionalProperties: rest }) => rest)
  return all.includes(true) || (!names && !all.includes(false))
}

function agreed([first = 'string', ...others]: Shape[]): Shape {
  const same = others.every((other) => JSON.stringify(other) === JSON.stringify(first))
  return same ? first : 'any'
}

/** The schemas that all hold: undefined where they include themselves. */
function partsOf(node: SchemaNode, defs: object, refs: string[]): SchemaNode[] | undefined {
  const parts = [node]
  for (const part of parts) {
    const ref = part.$ref
    if (ref !== undefined) {
      if (refs.includes(ref)) return undefined
      refs.push(ref)
      const target = (defs as Record<string, SchemaNode>)[nameOfDefinition(ref)]
      if (target) parts.push(target)
    }
    parts.push(...(part.allOf ?? []))
  }
  return parts
}

/** A name below `$defs`, as this room writes its references. */
export function nameOfDefinition(ref: string): string {
  return ref.slice('#/$defs/'.length)
}

function typesOf({ type, const: only, enum: values = [], ...rest }: SchemaNode): string[] {
  if (type !== undefined) return [type].flat()
  if (only !== undefined || values.length) return [only ?? [], values].flat().map(typeOf)
  if (rest.properties || rest.additionalProperties instanceof Object) return ['object']
  if (rest.items || rest.prefixItems) return ['array']
  return []
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

/** Where no type is given: that of the alternatives if they agree. */
function alternativesOf(parts: SchemaNode[], below: (item: unknown) => Shape): Shape {
  const isNumeric = parts.some(({ minimum, maximum, multipleOf }) =>
    [minimum, maximum, multipleOf].some((limit) => limit !== undefined)
  )
  const alternatives = parts
    .flatMap(({ anyOf = [], oneOf = [] }) => [...anyOf, ...oneOf])
    .filter(({ type }) => type !== 'null')
  if (!alternatives.length) return isNumeric ? 'any' : 'string'
  return agreed(alternatives.map(below))
}
