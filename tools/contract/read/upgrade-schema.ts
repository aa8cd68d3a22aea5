import { type SchemaNode } from './shape'

/** Characters that may be escaped in every regular expression. */
const ESCAPED_FOR_NOTHING = /\\([^\w\s^$\\.*+?()[\]{}|/])|\\_/g

/** A brace that is not part of a quantifier, a property (`\p{L}`) or a code point (`\u{2d}`). */
const LONE_BRACE = /(?<!\\[pPu]?)\{(?!\d+(,\d*)?\})|(?<!\\|\{\d+(,\d*)?|\\[pPu]\{[^{}]*)\}/g

/** A schema of OpenAPI 3.0 in the words of 3.1; the node itself is changed. */
export function upgradeSchema(node: SchemaNode): SchemaNode {
  for (const [exclusive, limit] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum']
  ] as const) {
    const isExclusive = node[exclusive]
    if (typeof isExclusive !== 'boolean') continue
    delete node[exclusive]
    if (!isExclusive || node[limit] === undefined) continue
    node[exclusive] = node[limit]
    delete node[limit]
  }
  if ('example' in node && !Array.isArray(node.examples)) {
    node.examples = [node.example]
    delete node.example
  }
  const { nullable } = node
  delete node.nullable
  return nullable === true ? allowNull(node) : node
}

function allowNull(node: SchemaNode): SchemaNode {
  if (node.enum && !node.enum.includes(null)) node.enum = [...node.enum, null]
  if (node.type === undefined) {
    const { $ref, allOf, anyOf, oneOf } = node
    return $ref || allOf || anyOf || oneOf ? { anyOf: [{ type: 'null' }, node] } : node
  }
  node.type = [...new Set([node.type, 'null'].flat())]
  return node
}

/**
 * A pattern as JavaScript compiles it with Unicode, where needless escapes such as `\-` and `\@` are
 * errors. Throws what is wrong with it.
 */
export function readPattern(pattern: string): string {
  try {
    new RegExp(pattern, 'u')
    return pattern
  } catch {
    const escaped = pattern
      .replace(ESCAPED_FOR_NOTHING, (escape) => hex(escape.charAt(1)))
      .replace(LONE_BRACE, '\\$&')
    new RegExp(escaped, 'u')
    return escaped
  }
}

function hex(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`
}
