import { readFileSync } from 'node:fs'
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'

/** A file cannot be used; each problem is one line, `file:line: what is wrong`. */
export class ContractError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ContractError'
  }
}

export interface YamlFile {
  /** As named in messages. */
  file: string
  text: string
  value: unknown
  /** The syntax tree, whose nodes have their place in the text. */
  document: Document
  /**
   * The line of the last key on the path that is in the file. Where a value on the way is a `$ref`,
   * the path continues in what it refers to.
   */
  line(path: readonly string[]): number
  /** `file:line: message` for a path. */
  problem(path: readonly string[], message: string): string
}

const MAX_KEPT = 20
const lastRead = new Map<string, YamlFile>()

/**
 * Reads a YAML file whose values can be reported with their line. Throws ContractError. A file whose
 * text is still the same is not parsed again: an edit changes one of a contract's many.
 */
export function readYamlFile(file: string): YamlFile {
  const text = readText(file)
  const last = lastRead.get(file)
  const yaml = last?.text === text ? last : parseYaml(text, file)
  lastRead.delete(file)
  lastRead.set(file, yaml)
  const [oldest = ''] = lastRead.keys()
  if (lastRead.size > MAX_KEPT) lastRead.delete(oldest)
  return yaml
}

/** As readYamlFile, for text that is named `file` in messages. Throws ContractError. */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true })
  const refuse = (offset: number, problem: string) => {
    throw new ContractError([`${file}:${lines.linePos(offset).line}: ${problem}`])
  }
  const [broken] = [...document.errors, ...document.warnings]
  if (broken) refuse(broken.pos[0], broken.message)
  visit(document, {
    Alias(_key, alias) {
      if (!alias.resolve(document))
        refuse(rangeStart(alias), `nothing before *${alias.source} is named &${alias.source}`)
    }
  })
  const value = toValue(document, file)
  const line = (path: readonly string[]) =>
    lines.linePos(offsetOf(document, followReferences(value, path))).line
  return {
    file,
    text,
    value,
    document,
    line,
    problem: (path, message) => `${file}:${line(path)}: ${message}`
  }
}

/** The keys of a JSON pointer: `/a~1b/c` is `a/b` and `c`. */
export function readPointer(pointer: string): string[] {
  const keys = pointer.split('/').slice(1)
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The value at a path; undefined when there is none. */
export function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], root)
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new ContractError([`${file}: there is no such file`])
  }
}

function toValue(document: Document, file: string): unknown {
  // the file is the user's own: the library's limit on aliases is meant for input from strangers
  const value: unknown = document.toJS({ maxAliasCount: -1 })
  try {
    JSON.stringify(value)
  } catch {
    throw new ContractError([`${file}: an alias (*name) is inside what it names (&name)`])
  }
  return value
}

function followReferences(root: unknown, path: readonly string[]): string[] {
  let keys: string[] = []
  for (const key of path) {
    const node = (valueAt(root, keys) ?? {}) as { $ref?: unknown }
    const { $ref: ref } = node
    if (typeof ref === 'string' && ref.startsWith('#/') && !(key in node))
      keys = readPointer(ref.slice(1))
    keys.push(key)
  }
  return keys
}

/** Where in the text the last key on the path is that can be found. */
function offsetOf({ contents }: Document, path: readonly string[]): number {
  let node: unknown = contents
  let offset = 0
  for (const key of path) {
    const found = enter(node, key)
    if (!found) break
    node = found.value
    offset = found.offset
  }
  return offset
}

/** What a mapping or a list has under a key or an index, and where the key or the item begins. */
function enter(node: unknown, key: string): { value: unknown; offset: number } | undefined {
  if (isSeq(node) && Number(key) in node.items) {
    const value = node.items[Number(key)]
    return { value, offset: rangeStart(value) }
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
  return pair && { value: pair.value, offset: rangeStart(pair.key) }
}

function rangeStart(node: unknown): number {
  return (node as { range?: [number, number, number] | null }).range?.[0] ?? 0
}
