import { kindBelow } from '../read/kinds'
import { nameOfDefinition, type SchemaNode } from '../read/shape'

/** Below these, a schema is only tried: it may fail although the value is valid. */
const TRIED = ['anyOf', 'oneOf', 'not', 'if', 'contains']
/** Ends the name of a definition without its defaults. */
const BARE = '!'

/**
 * ajv fills in defaults as it goes, even those of an alternative that then does not fit, and the one
 * that fits may refuse them. So what is only tried has no defaults here, and the first alternative
 * that fits is applied once more with them. Definitions are in the schema's `$defs`.
 */
export function fillInOnce(schema: object): SchemaNode {
  const { $defs = {} } = schema as SchemaNode
  const defaulted = namesWithDefaults($defs)
  const bare = new Set<string>()

  /** The node without its defaults. */
  function strip(node: unknown, kind: string): unknown {
    if (!hasDefault(node, kind, defaulted)) return node
    return copyOf(node as SchemaNode, (key, value) => {
      if (kind !== 'schema') return strip(value, kindBelow(kind, key))
      if (key === 'default') return undefined
      if (key !== '$ref') return strip(value, kindBelow(kind, key))
      const name = nameOfDefinition(value as string)
      if (!defaulted.has(name)) return value
      bare.add(name)
      return `${value as string}${BARE}`
    })
  }

  function settle(node: unknown, kind: string): unknown {
    if (!hasDefault(node, kind, defaulted)) return node
    const isTried = (key: string) => kind === 'schema' && TRIED.includes(key)
    const copy = copyOf(node as SchemaNode, (key, value) =>
      (isTried(key) ? strip : settle)(value, kindBelow(kind, key))
    )
    if (kind !== 'schema') return copy
    const { anyOf = [], oneOf = [] } = node as SchemaNode
    const chosen = [anyOf, oneOf]
      .filter((alternatives) => hasDefault(alternatives, 'schema[]', defaulted))
      .map(chooseFirst)
    return chosen.length ? { ...copy, allOf: [...(copy.allOf ?? []), ...chosen] } : copy
  }

  function chooseFirst(alternatives: SchemaNode[]): SchemaNode {
    return alternatives.reduceRight<SchemaNode>(
      (rest, each) => ({ if: strip(each, 'schema'), then: settle(each, 'schema'), else: rest }),
      {}
    )
  }

  const settled = settle(schema, 'schema') as SchemaNode
  const stripped: SchemaNode['$defs'] = {}
  // a set visits what is added meanwhile
  for (const name of bare) stripped[name + BARE] = strip($defs[name], 'schema') as SchemaNode
  return bare.size ? { ...settled, $defs: { ...settled.$defs, ...stripped } } : settled
}

/** The definitions that have a default, or refer to one that has. */
function namesWithDefaults(definitions: Record<string, SchemaNode>): Set<string> {
  const names = new Set<string>()
  let before: number
  do {
    before = names.size
    for (const [name, definition] of Object.entries(definitions))
      if (hasDefault(definition, 'schema', names)) names.add(name)
  } while (names.size > before)
  return names
}

function hasDefault(node: unknown, kind: string, names: Set<string>): boolean {
  if (typeof node !== 'object' || node === null || kind === 'data') return false
  return Object.entries(node).some(([key, value]: [string, unknown]) => {
    if (kind !== 'schema') return hasDefault(value, kindBelow(kind, key), names)
    if (key === '$ref') return names.has(nameOfDefinition(value as string))
    return key === 'default' || (key !== '$defs' && hasDefault(value, kindBelow(kind, key), names))
  })
}

/** Leaves out what becomes undefined. */
function copyOf<T extends object>(node: T, change: (key: string, value: unknown) => unknown): T {
  if (Array.isArray(node)) return node.map((item, i) => change(String(i), item)) as unknown as T
  const entries = Object.entries(node).map(([key, value]) => [key, change(key, value)] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as T
}
