import { kindBelow } from '../read/kinds'

/** Operations that others serve, and path items, which paths have already. */
const UNTYPED: Record<string, string[] | undefined> = {
  document: ['webhooks'],
  components: ['pathItems', 'callbacks'],
  operation: ['callbacks'],
  example: ['externalValue']
}

/** The part of a document that types are made of. The generator takes any `$ref` for a reference. */
export function typedPart(document: object): object {
  return copy(document, 'document') as object
}

function copy(node: unknown, kind: string): unknown {
  if (typeof node !== 'object' || node === null || kind === 'data') return node
  if (Array.isArray(node)) return node.map((item) => copy(item, kindBelow(kind, '0')))
  const entries = Object.entries(node).filter(([key, value]) => {
    if (UNTYPED[kind]?.includes(key)) return false
    return key === '$ref' || kindBelow(kind, key) !== 'data' || !hasReference(value)
  })
  return Object.fromEntries(entries.map(([key, value]) => [key, copy(value, kindBelow(kind, key))]))
}

function hasReference(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false
  return '$ref' in data || Object.values(data).some(hasReference)
}
