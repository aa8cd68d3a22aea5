import { type OpenApi } from './openapi'
import { ContractError, readPointer, valueAt, type YamlFile } from './yaml-file'

/**
 * A copy of the document in which every `$ref` is replaced by what it refers to; the same reference
 * yields the same object. Throws a ContractError that names a bad one.
 */
export function resolveReferences(yaml: YamlFile): OpenApi {
  try {
    return dereference(yaml.value) as OpenApi
  } catch (error) {
    if (!(error instanceof BadReference)) throw error
    throw new ContractError([yaml.problem(findReference(yaml.value, error.ref), error.message)])
  }
}

class BadReference extends Error {
  constructor(
    readonly ref: string,
    problem: string
  ) {
    super(`$ref ${ref} ${problem}`)
  }
}

function dereference(root: unknown): unknown {
  const known = new Map<string, unknown>()
  const resolve = (node: unknown, trail: string[]): unknown => {
    if (Array.isArray(node)) return node.map((item) => resolve(item, trail))
    if (node === null || typeof node !== 'object') return node
    const ref = (node as { $ref?: unknown }).$ref
    if (typeof ref !== 'string')
      return Object.fromEntries(
        Object.entries(node).map(([key, value]) => [key, resolve(value, trail)])
      )
    if (trail.includes(ref)) throw new BadReference(ref, 'refers to itself')
    if (!known.has(ref)) known.set(ref, resolve(follow(root, ref), [...trail, ref]))
    return known.get(ref)
  }
  return resolve(root, [])
}

function follow(root: unknown, ref: string): unknown {
  if (!ref.startsWith('#/')) throw new BadReference(ref, 'is not in this file: write #/...')
  const target = valueAt(root, readPointer(ref.slice(1)))
  if (target === undefined) throw new BadReference(ref, 'refers to nothing')
  return target
}

function findReference(node: unknown, ref: string): string[] {
  for (const [key, value] of Object.entries((node ?? {}) as Record<string, unknown>)) {
    if (key === '$ref' && value === ref) return [key]
    const below = typeof value === 'object' ? findReference(value, ref) : []
    if (below.length) return [key, ...below]
  }
  return []
}
