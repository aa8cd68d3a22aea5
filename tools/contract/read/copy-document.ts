import { adaptSchema } from './adapt-schema'
import { type ComponentNames, encode } from './component-names'
import { type Anchors, bindingsOf, enterSchema, followDynamic } from './dynamic-anchors'
import { kindBelow, SECTIONS } from './kinds'
import { type Origins } from './origins'
import {
  below,
  followPointer,
  idOf,
  isNode,
  type Node,
  readReference,
  type ReportAt,
  type Target
} from './references'
import { type YamlFile } from './yaml-file'

interface CopyOptions {
  /** By absolute name; files that are referred to are added. */
  parts: Map<string, YamlFile>
  /** Whether the document is of OpenAPI 3.0. */
  isOld: boolean
  names: ComponentNames
  origins: Origins
  report: ReportAt
}

/** How a node was reached. */
interface Way {
  /** The references that it is inside of, where they are replaced by their targets. */
  trail: string[]
  anchors: Anchors
}

/** Copies a document, and what it refers to in other files, so that references are to components. */
export function copyDocument(whole: Target, options: CopyOptions): unknown {
  const { parts, isOld, names, origins, report } = options
  const { mark } = origins

  const copy = (from: Target, kind: string, way: Way): unknown => {
    const { value } = from
    if (!isNode(value)) return value
    if (kind === 'data') return copyData(from)
    const inside = kind === 'schema' ? { ...way, anchors: enterSchema(way.anchors, from) } : way
    if (kind !== 'document')
      for (const keyword of kind === 'schema' ? ['$ref', '$dynamicRef'] : ['$ref'])
        if (typeof value[keyword] === 'string') return copyReference(from, keyword, kind, inside)
    return copyNode(from, kind, Object.keys(value), inside)
  }

  const copyData = (from: Target): unknown => {
    if (!isNode(from.value)) return from.value
    const keys = Object.keys(from.value)
    const made = keys.map((key) => [key, copyData(below(from, key))] as const)
    return mark(Array.isArray(from.value) ? made.map(([, item]) => item) : fromEntries(made), from)
  }

  const copyNode = (from: Target, kind: string, keys: string[], way: Way): unknown => {
    const made = keys.flatMap((key) => {
      const item = copy(below(from, key), kindBelow(kind, key), way)
      return item === undefined ? [] : [[key, item] as const]
    })
    if (Array.isArray(from.value))
      return mark(
        made.map(([, item]) => item),
        from
      )
    const node = mark(fromEntries(made), from)
    return kind === 'schema' ? mark(adaptSchema(node, from, options), from) : node
  }

  const find = (from: Target, keyword: string, ref: string, { anchors }: Way): Target =>
    keyword === '$ref'
      ? followPointer(parts, readReference(parts, from.part, ref))
      : followDynamic(anchors, ref)

  const copyReference = (from: Target, keyword: string, kind: string, way: Way): unknown => {
    const ref = String((from.value as Node)[keyword])
    const siblings = Object.keys(from.value as Node).filter((key) => key !== keyword)
    let target: Target
    try {
      target = find(from, keyword, ref, way)
    } catch (error) {
      report(below(from, keyword), `${keyword} ${ref} ${(error as Error).message}`)
      return kind === 'schema' ? mark({}, from) : undefined
    }
    const section = SECTIONS[kind]
    if (section === undefined || names.isNamedAfter(from, target, kind)) {
      const id = idOf(target)
      if (!way.trail.includes(id)) {
        const inlined = copy(target, kind, { ...way, trail: [...way.trail, id] })
        if (!siblings.length || !isNode(inlined)) return inlined
        // a path's operations may be in several files
        return mark({ ...inlined, ...(copyNode(from, kind, siblings, way) as Node) }, target)
      }
      report(below(from, keyword), `${keyword} ${ref} refers to itself`)
      return kind === 'schema' ? mark({}, from) : undefined
    }
    const bindings = kind === 'schema' ? bindingsOf(way.anchors, target, parts) : ''
    const anchors = bindings ? way.anchors : NO_ANCHORS
    const name = names.nameFor({ target, kind, section, bindings }, () =>
      copy(target, kind, { trail: [], anchors })
    )
    const reference = { $ref: `#/components/${section}/${encode(name)}` }
    if (kind !== 'schema') return mark(reference, from)
    // OpenAPI 3.0 ignores what is beside a reference
    const beside = isOld ? {} : (copyNode(from, kind, siblings, way) as Node)
    return mark({ ...reference, ...beside }, from)
  }

  return copy(whole, 'document', { trail: [], anchors: NO_ANCHORS })
}

const NO_ANCHORS: Anchors = new Map()

function fromEntries(entries: readonly (readonly [string, unknown])[]): Node {
  return Object.fromEntries(entries)
}
