import { isNode, type Node, type Target } from './references'
import { readPointer, valueAt } from './yaml-file'

export type Origin = Pick<Target, 'part' | 'path'>

/** Remembers where the files have what was copied from them. */
export interface Origins {
  /** Notes the origin of a copy and returns the copy. */
  mark<T extends object>(made: T, from: Origin): T
  /** Where the files have what the document has at a path, or the last thing on the way to it. */
  locate(document: Node, keys: readonly string[]): Origin | undefined
}

export function makeOrigins(): Origins {
  const origins = new WeakMap<object, Origin>()
  return {
    mark(made, { part, path }) {
      origins.set(made, { part, path })
      return made
    },
    locate: (document, keys) => locate(document, keys, origins)
  }
}

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
