import type { HttpRequest } from '../../contract/door/request-check'

/** A request that the contract allows, taken apart. */
export interface Given {
  params: Record<string, string>
  query: HttpRequest['query']
  headers: HttpRequest['headers']
  body: unknown
}

export type ReadField = (given: Given) => unknown

/** Reads `path.id`, `query.page`, `header.x-name` or `body.a.b`; the compiler knows that it can be there. */
export function compileField(field: string): ReadField {
  const [part = '', ...keys] = field.split('.')
  const name = keys.join('.')
  if (part === 'path') return ({ params }) => params[name]
  if (part === 'query') return ({ query }) => query[name]
  if (part === 'header') return ({ headers }) => headers[name.toLowerCase()]
  const [key = ''] = keys
  if (keys.length === 1) return ({ body }) => member(body, key)
  return ({ body }) => keys.reduce(member, body)
}

function member(value: unknown, key: string): unknown {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
  return isObject ? (value as Record<string, unknown>)[key] : undefined
}

/** A text in which `*` stands for any characters; the groups are what the stars stand for. */
export function compilePattern(pattern: string): RegExp {
  const literals = pattern.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${literals.join('(.*?)')}$`, 's')
}
