import { type Bundle } from '../read/bundle'
import { kindBelow } from '../read/kinds'
import { valueAt } from '../read/yaml-file'
import { findErrors } from './check-schema'

const META = { $ref: 'https://json-schema.org/draft/2020-12/schema' }

type Node = Record<string, unknown>

/**
 * Removes from the schemas of a document what JSON Schema does not allow, since no validator could be
 * compiled from it. Returns a warning for each.
 */
export function dropBadKeywords({ document, problem }: Bundle): string[] {
  const warnings: string[] = []
  const clean = (parent: Node, key: string, at: string[]) => {
    for (let tries = 0; tries < 50; tries++) {
      const schema = parent[key]
      const [error] = findErrors(schema, META)
      if (!error) return
      const keys = [...error.path]
      // of a list, the whole keyword
      while (Array.isArray(valueAt(schema, keys.slice(0, -1)))) keys.pop()
      const last = keys.pop()
      warnings.push(problem([...at, ...error.path], `${error.message}; it is passed over`))
      if (last === undefined) parent[key] = {}
      else delete (valueAt(schema, keys) as Node)[last]
    }
  }
  const visit = (node: unknown, kind: string, at: string[]) => {
    if (typeof node !== 'object' || node === null || kind === 'data') return
    for (const [key, value] of Object.entries(node) as [string, unknown][]) {
      const below = kindBelow(kind, key)
      if (below === 'schema') clean(node as Node, key, [...at, key])
      else visit(value, below, [...at, key])
    }
  }
  visit(document, 'document', [])
  return [...warnings, ...dropCircles(document, problem)]
}

/** Schemas that apply themselves to the same value would never come to an end. */
export function findCircles(document: Node): string[][] {
  const schemas = ((document.components as Node | undefined)?.schemas ?? {}) as Node
  const circles: string[][] = []
  const done = new Set<unknown>()
  const enter = (node: unknown, trail: unknown[], at: string[]) => {
    if (typeof node !== 'object' || node === null || done.has(node)) return
    const { $ref: ref, not, allOf = [], anyOf = [], oneOf = [], ...rest } = node as Node & Lists
    const name = typeof ref === 'string' ? decodeURIComponent(ref.split('/')[3] ?? '') : undefined
    const target =
      name === undefined ? undefined : schemas[name.replaceAll('~1', '/').replaceAll('~0', '~')]
    const inside = [...trail, node]
    if (target !== undefined && inside.includes(target)) circles.push([...at, '$ref'])
    else enter(target, inside, ['components', 'schemas', name ?? ''])
    for (const [key, list] of Object.entries({ allOf, anyOf, oneOf }))
      for (const [i, item] of list.entries()) enter(item, inside, [...at, key, String(i)])
    for (const key of ['if', 'then', 'else']) enter(rest[key], inside, [...at, key])
    enter(not, inside, [...at, 'not'])
    done.add(node)
  }
  for (const [name, schema] of Object.entries(schemas))
    enter(schema, [], ['components', 'schemas', name])
  return circles
}

interface Lists {
  allOf?: unknown[]
  anyOf?: unknown[]
  oneOf?: unknown[]
}

function dropCircles(document: Node, problem: Bundle['problem']): string[] {
  return findCircles(document).map((at) => {
    const node = valueAt(document, at.slice(0, -1)) as Node
    const message = problem(at, `$ref ${String(node.$ref)} refers to itself; it is passed over`)
    delete node.$ref
    return message
  })
}
