import { kindBelow } from './kinds'
import { type OpenApi } from './openapi'
import { readPointer, valueAt } from './yaml-file'

/** A bundled document without references, except for those of schemas, which may be recursive. */
export function resolveReferences(document: object): OpenApi {
  const resolve = (node: unknown, kind: string, depth = 0): unknown => {
    if (typeof node !== 'object' || node === null || kind === 'schema' || kind === 'data')
      return node
    if (Array.isArray(node))
      return node.map((item, i) => resolve(item, kindBelow(kind, String(i)), depth))
    const { $ref: ref } = node as { $ref?: unknown }
    if (typeof ref === 'string') {
      const target = valueAt(document, readPointer(decodeURIComponent(ref.slice(1))))
      // a reference that leads back to itself refers to nothing
      return depth < 20 ? resolve(target, kind, depth + 1) : undefined
    }
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, resolve(value, kindBelow(kind, key), depth)])
    )
  }
  return resolve(document, 'document') as OpenApi
}
