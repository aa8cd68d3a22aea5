import path from 'node:path'
import { kindBelow, SECTIONS } from './kinds'
import { followPointer, readReference, type Target } from './references'
import { type SchemaNode } from './shape'
import { readPattern, upgradeSchema } from './upgrade-schema'
import { readPointer, readYamlFile, valueAt, type YamlFile } from './yaml-file'

/** A contract's files as one document of OpenAPI 3.1, in which each reference is `#/components/...`. */
export interface Bundle {
  /** The contract's own file and those that it refers to. */
  files: string[]
  /** As written where it is one file of OpenAPI 3.1. */
  text?: string
  document: Record<string, unknown>
  /** What would be an error in a contract of one's own. */
  problems: string[]
  /** The file that has what is at a path of the document, and the path there. */
  place(path: readonly string[]): { file: string; path: string[] }
  /** `file:line: message` for a path of the document. */
  problem(path: readonly string[], message: string): string
}

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** Reads a contract and the files that it refers to. Throws ContractError for what is not YAML. */
export function bundle(file: string): Bundle {
  const root = readYamlFile(file)
  const parts = new Map([[path.resolve(file), root]])
  const origins = new WeakMap<object, { part: YamlFile; path: string[] }>()
  const problems: string[] = []
  const version = String((root.value as Node | null)?.openapi)
  const isOld = version.startsWith('3.0')
  const document = {} as Node
  const names = new Map<string, string>()
  const components: Record<string, Node> = {}

  const at = (target: Target, key: string): Target => ({
    part: target.part,
    path: [...target.path, key],
    value: (target.value as Node)[key]
  })
  const report = ({ part, path: keys }: Target, message: string) =>
    problems.push(part.problem(keys, message))

  const copy = (from: Target, kind: string, trail: string[] = []): unknown => {
    const { value } = from
    if (!isNode(value)) return value
    if (kind === 'data') return copyData(from)
    const { $ref: ref } = value
    if (typeof ref === 'string' && kind !== 'document') return copyReference(from, ref, kind, trail)
    return copyNode(from, kind, Object.keys(value), trail)
  }

  const copyData = (from: Target): unknown => {
    if (!isNode(from.value)) return from.value
    const keys = Object.keys(from.value)
    const made = keys.map((key) => [key, copyData(at(from, key))] as const)
    return mark(Array.isArray(from.value) ? made.map(([, item]) => item) : fromEntries(made), from)
  }

  const copyNode = (from: Target, kind: string, keys: string[], trail: string[]): unknown => {
    const made = keys.flatMap((key) => {
      const item = copy(at(from, key), kindBelow(kind, key), trail)
      return item === undefined ? [] : [[key, item] as const]
    })
    if (Array.isArray(from.value))
      return mark(
        made.map(([, item]) => item),
        from
      )
    const node = mark(fromEntries(made), from)
    return kind === 'schema' ? mark(readSchema(node, from), from) : node
  }

  const readSchema = (node: SchemaNode, from: Target): SchemaNode => {
    // each file's references are relative to the document
    for (const key of ['$id', '$schema', '$anchor', '$dynamicAnchor']) delete node[key]
    if (!isOld && 'nullable' in node)
      report(at(from, 'nullable'), "nullable is not in OpenAPI 3.1: write type: [..., 'null']")
    if (typeof node.pattern === 'string') {
      const read = tryPattern(at(from, 'pattern'), node.pattern)
      if (read === undefined) delete node.pattern
      else node.pattern = read
    }
    for (const [pattern, schema] of Object.entries(node.patternProperties ?? {})) {
      const known = node.patternProperties as Node
      delete known[pattern]
      const read = tryPattern(at(at(from, 'patternProperties'), pattern), pattern)
      if (read !== undefined) known[read] = schema
    }
    return isOld || 'nullable' in node ? upgradeSchema(node) : node
  }

  const tryPattern = (from: Target, pattern: string): string | undefined => {
    try {
      return readPattern(pattern)
    } catch (error) {
      report(from, `pattern: ${(error as Error).message}`)
      return undefined
    }
  }

  const copyReference = (from: Target, ref: string, kind: string, trail: string[]): unknown => {
    const siblings = Object.keys(from.value as Node).filter((key) => key !== '$ref')
    let target: Target
    try {
      target = followPointer(parts, readReference(parts, from.part, ref))
    } catch (error) {
      report(at(from, '$ref'), `$ref ${ref} ${(error as Error).message}`)
      return kind === 'schema' ? mark({}, from) : undefined
    }
    const id = `${target.part.file}#/${target.path.join('/')}`
    const isOwn = from.part === root && names.get(`${kind} ${id}`) === from.path[2]
    const section = SECTIONS[kind]
    if (
      section === undefined ||
      (isOwn && from.path.length === 3 && from.path[0] === 'components')
    ) {
      if (!trail.includes(id)) {
        const inlined = copy(target, kind, [...trail, id])
        if (!siblings.length || !isNode(inlined)) return inlined
        // a path's operations may be in several files
        return mark({ ...inlined, ...(copyNode(from, kind, siblings, trail) as Node) }, target)
      }
      report(at(from, '$ref'), `$ref ${ref} refers to itself`)
      return kind === 'schema' ? mark({}, from) : undefined
    }
    const reference = {
      $ref: `#/components/${section}/${encode(nameFor(target, kind, section, id))}`
    }
    if (kind !== 'schema') return mark(reference, from)
    // OpenAPI 3.0 ignores what is beside a reference
    const beside = isOld ? {} : (copyNode(from, kind, siblings, trail) as Node)
    return mark({ ...reference, ...beside }, from)
  }

  const nameFor = (target: Target, kind: string, section: string, id: string): string => {
    const [first, second, own = '', ...deeper] = target.path
    const isRoot = target.part === root
    if (isRoot && first === 'components' && second === section && !deeper.length) return own
    const known = names.get(`${kind} ${id}`)
    if (known !== undefined) return known
    const base = path.basename(target.part.file).replace(/\.\w+$/, '')
    const wanted = (target.path.at(-1) ?? base).replace(/[^\w.-]/g, '_')
    const taken = (components[section] ??= {})
    const reserved = ((root.value as Node).components as Record<string, Node> | undefined)?.[
      section
    ]
    let name = wanted
    for (let i = 2; name in taken || name in (reserved ?? {}); i++) name = `${wanted}${i}`
    names.set(`${kind} ${id}`, name)
    taken[name] = {}
    taken[name] = copy(target, kind)
    return name
  }

  const mark = <T extends object>(made: T, { part, path: keys }: Target): T => {
    origins.set(made, { part, path: keys })
    return made
  }

  // a component that is only a reference to another file gives its target the name
  const reserve = (from: Target) => {
    const own = (root.value as Node | null)?.components
    for (const [kind, section = ''] of Object.entries(SECTIONS))
      for (const [name, node] of Object.entries((isNode(own) && (own[section] as Node)) || {})) {
        const ref = (node as Node | null)?.$ref
        if (typeof ref !== 'string' || ref.startsWith('#')) continue
        try {
          const target = followPointer(parts, readReference(parts, from.part, ref))
          const id = `${kind} ${target.part.file}#/${target.path.join('/')}`
          if (!names.has(id)) names.set(id, name)
        } catch {
          // reported where it is copied
        }
      }
  }

  const whole: Target = { part: root, path: [], value: root.value }
  reserve(whole)
  const made = copy(whole, 'document')
  if (isNode(made)) Object.assign(document, made)
  for (const [section, added] of Object.entries(components)) {
    const own = (document.components ??= {}) as Record<string, Node>
    own[section] = { ...own[section], ...added }
  }
  if (isOld) document.openapi = '3.1.0'
  mark(document, whole)
  const isWhole = parts.size === 1 && !isOld
  return {
    files: [...parts.keys()],
    ...(isWhole && { text: root.text }),
    document,
    problems,
    place(keys) {
      const { part, path: keysThere } = locate(document, keys, origins) ?? { part: root, path: [] }
      return { file: part.file, path: keysThere }
    },
    problem(keys, message) {
      const origin = locate(document, keys, origins)
      return (origin?.part ?? root).problem(origin?.path ?? [], message)
    }
  }
}

type Origin = Pick<Target, 'part' | 'path'>

/** Where the files have what the document has at a path, or the last thing on the way to it. */
function locate(
  document: Node,
  keys: readonly string[],
  origins: WeakMap<object, Origin>
): Origin | undefined {
  let node: unknown = document
  let found: Origin | undefined
  let rest: string[] = []
  const enter = (next: unknown) => {
    node = next
    const origin = isNode(node) ? origins.get(node) : undefined
    if (origin) [found, rest] = [origin, []]
  }
  enter(document)
  for (const key of keys) {
    for (let i = 0; i < 100 && isNode(node) && !(key in node) && typeof node.$ref === 'string'; i++)
      enter(valueAt(document, readPointer(decodeURIComponent(node.$ref.slice(1)))))
    rest.push(key)
    enter(isNode(node) ? node[key] : undefined)
  }
  return found && { part: found.part, path: [...found.path, ...rest] }
}

function fromEntries(entries: readonly (readonly [string, unknown])[]): Node {
  return Object.fromEntries(entries)
}

/** A name as part of a `$ref`. */
export function encode(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))
}
