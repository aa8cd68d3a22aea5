import { type HttpRequest, type Input } from '../../contract/door/request-check'

/** A request that the contract allows, with its body parsed. */
export interface MockInput extends Pick<Input, 'path' | 'query' | 'body'> {
  headers: HttpRequest['headers']
}

/** Reads `path.id`, `query.page`, `header.x-name` or `body.a.b`; undefined where there is nothing. */
export function readField({ path, query, headers, body }: MockInput, field: string): unknown {
  const [part, name, keys] = fields.get(field) ?? splitField(field)
  if (part === 'path') return path[name]
  if (part === 'query') return query[name]
  if (part === 'header') return headers[name.toLowerCase()]
  return keys.reduce(member, body)
}

/** Contracts have few fields, and a call asks for one in rule after rule. */
const fields = new Map<string, [part: string, name: string, keys: string[]]>()

function splitField(field: string): [part: string, name: string, keys: string[]] {
  const [part = '', ...keys] = field.split('.')
  const split: [string, string, string[]] = [part, keys.join('.'), keys]
  fields.set(field, split)
  return split
}

function member(value: unknown, key: string): unknown {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
  return isObject ? (value as Record<string, unknown>)[key] : undefined
}

const compiled = new Map<string, RegExp>()

/**
 * What the stars of a pattern stand for in a text, since `*` matches any characters; undefined when
 * the text does not match.
 */
export function matchPattern(pattern: string, text: string): string[] | undefined {
  const expression = compiled.get(pattern) ?? compilePattern(pattern)
  compiled.set(pattern, expression)
  return expression.exec(text)?.slice(1)
}

function compilePattern(pattern: string): RegExp {
  const literals = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${literals.join('(.*?)')}$`, 's')
}
