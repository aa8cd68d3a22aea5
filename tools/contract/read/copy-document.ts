import { adaptSchema } from './adapt-schema'
import { type ComponentNames, encode } from './component-names'
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

export interface CopyOptions {
  /** By absolute name; files that are referred to are added. */
  parts: Map<string, YamlFile>
  /** Whether the document is of OpenAPI 3.0. */
  isOld: boolean
  names: ComponentNames
  origins: Origins
  report: ReportAt
}

/** Copies a document, and what it refers to in other files, so that references are to components. */
export function copyDocument(whole: Target, options: CopyOptions): unknown {
  const { parts, isOld, names, origins, report } = options
  const { mark } = origins

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
    const made = keys.map((key) => [key, copyData(below(from, key))] as const)
    return mark(Array.isArray(from.value) ? made.map(([, item]) => item) : fromEntries(made), from)
  }

  const copyNode = (from: Target, kind: string, keys: string[], trail: string[]): unknown => {
    const made = keys.flatMap((key) => {
      const item = copy(below(from, key), kindBelow(kind, key), trail)
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

  const copyReference = (from: Target, ref: string, kind: string, trail: string[]): unknown => {
    const siblings = Object.keys(from.value as Node).filter((key) => key !== '$ref')
    let target: Target
    try {
      target = followPointer(parts, readReference(parts, from.part, ref))
    } catch (error) {
      report(below(from, '$ref'), `$ref ${ref} ${(error as Error).message}`)
      return kind === 'schema' ? mark({}, from) : undefined
    }
    const section = SECTIONS[kind]
    if (section === undefined || names.isNamedAfter(from, target, kind)) {
      const id = idOf(target)
      if (!trail.includes(id)) {
        const inlined = copy(target, kind, [...trail, id])
        if (!siblings.length || !isNode(inlined)) return inlined
        // a path's operations may be in several files
        return mark({ ...inlined, ...(copyNode(from, kind, siblings, trail) as Node) }, target)
      }
      report(below(from, '$ref'), `$ref ${ref} refers to itself`)
      return kind === 'schema' ? mark({}, from) : undefined
    }
    const name = names.nameFor(target, kind, section, () => copy(target, kind))
    const reference = { $ref: `#/components/${section}/${encode(name)}` }
    if (kind !== 'schema') return mark(reference, from)
    // OpenAPI 3.0 ignores what is beside a reference
    const beside = isOld ? {} : (copyNode(from, kind, siblings, trail) as Node)
    return mark({ ...reference, ...beside }, from)
  }

  return copy(whole, 'document')
}

function fromEntries(entries: readonly (readonly [string, unknown])[]): Node {
  return Object.fromEntries(entries)
}
