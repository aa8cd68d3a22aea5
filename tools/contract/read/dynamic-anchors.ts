import { kindBelow } from './kinds'
import {
  below,
  followPointer,
  idOf,
  isNode,
  type Node,
  readReference,
  type Target
} from './references'
import { type YamlFile } from './yaml-file'

/** What each `$dynamicRef` means on the way to a schema: the outermost `$dynamicAnchor` of the name. */
export type Anchors = ReadonlyMap<string, Target>

/** The anchors for what is inside a schema: its own and those of its `$defs` count unless bound before. */
export function enterSchema(anchors: Anchors, from: Target): Anchors {
  const { $dynamicAnchor: own, $defs: definitions } = from.value as Node
  if (own === undefined && !isNode(definitions)) return anchors
  const inside = new Map(anchors)
  const bind = (target: Target) => {
    const { $dynamicAnchor: name } = (target.value ?? {}) as Node
    if (typeof name === 'string' && !inside.has(name)) inside.set(name, target)
  }
  bind(from)
  if (isNode(definitions))
    for (const name of Object.keys(definitions)) bind(below(below(from, '$defs'), name))
  return inside
}

/** The anchor that a `$dynamicRef` means. Throws what is wrong with it. */
export function followDynamic(anchors: Anchors, ref: string): Target {
  const target = anchors.get(ref.replace(/^#/, ''))
  if (!target) throw new Error('refers to no $dynamicAnchor')
  return target
}

/**
 * Tells copies of a schema apart that is used with different anchors; '' for one that does not depend
 * on them.
 */
export function bindingsOf(anchors: Anchors, target: Target, parts: Map<string, YamlFile>): string {
  if (!anchors.size) return ''
  const used = [...dynamicNames(target, parts)].filter((name) => anchors.has(name)).sort()
  return used.map((name) => `${name}=${idOf(anchors.get(name) as Target)}`).join(' ')
}

/** The names in the `$dynamicRef`s of a schema and of what it refers to. */
function dynamicNames(whole: Target, parts: Map<string, YamlFile>): Set<string> {
  const names = new Set<string>()
  const seen = new Set<string>()
  const visit = (from: Target, kind: string) => {
    if (!isNode(from.value) || kind === 'data' || seen.has(idOf(from))) return
    seen.add(idOf(from))
    const { $ref: ref, $dynamicRef: dynamic } = from.value
    if (kind === 'schema' && typeof dynamic === 'string') names.add(dynamic.replace(/^#/, ''))
    if (kind === 'schema' && typeof ref === 'string') {
      try {
        visit(followPointer(parts, readReference(parts, from.part, ref)), 'schema')
      } catch {
        // reported where it is copied
      }
    }
    for (const key of Object.keys(from.value)) visit(below(from, key), kindBelow(kind, key))
  }
  visit(whole, 'schema')
  return names
}
