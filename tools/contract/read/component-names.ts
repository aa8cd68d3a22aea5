import path from 'node:path'
import { SECTIONS } from './kinds'
import { followPointer, idOf, type Node, readReference, type Target } from './references'
import { type YamlFile } from './yaml-file'

type Components = Record<string, Node>

interface Named {
  target: Target
  kind: string
  section: string
  /** Tells copies of one target apart; '' where all are the same. */
  bindings: string
}

/** Names the targets of references, which become components of the bundled document. */
export interface ComponentNames {
  /** By section; the components that the contract's own file does not have. */
  added: Components
  /** The target's name in its section. A new name is added with what `copy` returns. */
  nameFor(named: Named, copy: () => unknown): string
  /** Whether a reference is the component that the target is named after. */
  isNamedAfter(from: Target, target: Target, kind: string): boolean
}

export function makeComponentNames(root: YamlFile, parts: Map<string, YamlFile>): ComponentNames {
  const names = namesOfReferences(root, parts)
  const added: Components = {}
  return {
    added,
    nameFor({ target, kind, section, bindings }, copy) {
      const [first, second, own = '', ...deeper] = target.path
      const isRoot = target.part === root
      const isOwn = isRoot && first === 'components' && second === section && !deeper.length
      if (isOwn && !bindings) return own
      const id = `${kind} ${idOf(target)}${bindings}`
      const known = names.get(id)
      if (known !== undefined) return known
      const base = path.basename(target.part.file).replace(/\.\w+$/, '')
      const wanted = (target.path.at(-1) ?? base).replace(/[^\w.-]/g, '_')
      const taken = (added[section] ??= {})
      const reserved = ownComponents(root, section)
      let name = wanted
      for (let i = 2; name in taken || name in reserved; i++) name = `${wanted}${i}`
      // both before it is copied, because it may refer to itself
      names.set(id, name)
      taken[name] = {}
      taken[name] = copy()
      return name
    },
    isNamedAfter: (from, target, kind) =>
      from.part === root &&
      from.path.length === 3 &&
      from.path[0] === 'components' &&
      names.get(`${kind} ${idOf(target)}`) === from.path[2]
  }
}

/** A component that is only a reference to another file gives its target the name. */
function namesOfReferences(root: YamlFile, parts: Map<string, YamlFile>): Map<string, string> {
  const names = new Map<string, string>()
  for (const [kind, section = ''] of Object.entries(SECTIONS))
    for (const [name, node] of Object.entries(ownComponents(root, section))) {
      const ref = (node as Node | null)?.$ref
      if (typeof ref !== 'string' || ref.startsWith('#')) continue
      try {
        const id = `${kind} ${idOf(followPointer(parts, readReference(parts, root, ref)))}`
        if (!names.has(id)) names.set(id, name)
      } catch {
        // reported where it is copied
      }
    }
  return names
}

function ownComponents(root: YamlFile, section: string): Node {
  const { components } = (root.value ?? {}) as { components?: Components | null }
  return components?.[section] ?? {}
}

/** A name as part of a `$ref`. */
export function encode(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))
}
