import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { type Document, isMap, isScalar, parseDocument, stringify, type YAMLMap } from 'yaml'

type YamlEdit = readonly [keys: readonly string[], value: unknown]

/**
 * Sets values in a YAML file and replaces it in one step, so that a reader sees the old text or the
 * new one. Throws an Error and leaves the file alone when it cannot be edited.
 */
export function setInYamlFile(file: string, edits: readonly YamlEdit[]): void {
  const before = readFileSync(file, 'utf8')
  const edited = edits.reduce((text, [keys, value]) => setInYaml(text, keys, value), before)
  if (edited === before) return
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, edited)
  renameSync(temporary, file)
}

/**
 * Sets a value in YAML text and leaves every other character as it was: a document that is written
 * out again keeps its comments and order, but not its line breaks, quotes and brackets. Throws an
 * Error when something other than mappings is on the way.
 */
export function setInYaml(text: string, keys: readonly string[], value: unknown): string {
  const yaml = parseDocument(text)
  const edited = splice(text, yaml, keys, value)
  if (!isDeepStrictEqual(parseDocument(edited).toJS(), setIn(yaml.toJS(), keys, value)))
    throw new Error(`${keys.join('.')} cannot be set in YAML of this form`)
  return edited
}

function setIn(object: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  const map = (object ?? {}) as Record<string, unknown>
  return { ...map, [key]: setIn(map[key], rest, value) }
}

function splice(text: string, yaml: Document, keys: readonly string[], value: unknown): string {
  let depth = 0
  let node = yaml.contents
  while (isMap(node)) {
    const key = keys[depth] ?? ''
    const next = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    if (!next) break
    depth++
    node = next.value as typeof node
    if (depth === keys.length || !isMap(node) || !node.items.length) {
      const indent = columnOf(text, next.key as { range?: number[] | null })
      return replace(text, node, nest(keys.slice(depth), value), indent)
    }
  }
  const rest = nest(keys.slice(depth + 1), value)
  return insert(text, node as unknown as YAMLMap, { [keys[depth] ?? '']: rest })
}

/** Replaces a node: on its line if the value is a plain one, else below the key. */
function replace(text: string, node: unknown, value: unknown, indent: number): string {
  const [start, end] = rangeOf(text, node)
  const written = isPlain(value) ? ` ${toText(value)}` : `\n${block(value, indent + 2)}`
  return text.slice(0, start).trimEnd() + written + text.slice(end)
}

function insert(text: string, map: YAMLMap, entry: object): string {
  const [start, end] = rangeOf(text, map)
  if (map.flow) {
    const inner = stringify(entry, { collectionStyle: 'flow', lineWidth: 0 }).trim().slice(1, -1)
    const separator = map.items.length ? ', ' : ''
    const head = text.slice(0, end - 1).trimEnd()
    return `${head}${separator}${inner.trim()} ${text.slice(end - 1)}`
  }
  // a comment may follow the last value
  const [line = ''] = /^.*/.exec(text.slice(end)) ?? []
  const at = end + line.length
  const indent = columnOf(text, { range: [start] })
  return `${text.slice(0, at)}\n${block(entry, indent)}${text.slice(at)}`
}

function block(value: unknown, indent: number): string {
  const pad = ' '.repeat(indent)
  return toText(value)
    .split('\n')
    .map((line) => line && pad + line)
    .join('\n')
}

function toText(value: unknown): string {
  return stringify(value, { lineWidth: 0, singleQuote: true }).trimEnd()
}

function nest(keys: readonly string[], value: unknown): unknown {
  return keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

/** From the node's first character to its last; a block's range ends on the line below. */
function rangeOf(text: string, node: unknown): [number, number] {
  const { range } = (node ?? {}) as { range?: [number, number, number] | null }
  if (!range) throw new Error('this YAML cannot be edited here')
  const [start, end] = range
  return [start, start + text.slice(start, end).trimEnd().length]
}

function columnOf(text: string, { range }: { range?: number[] | null }): number {
  const offset = range?.[0] ?? 0
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}
