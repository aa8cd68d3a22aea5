import { coerce, isItems, isObject } from './coerce'
import { parseJson, readNamed } from './read-named'
import { decode, InputProblem, type Pair, readCookies, readPairs, unknownKey } from './read-pairs'
import { readStyled } from './read-styled'
import { type ParameterRule } from './rules'

/** What a request says apart from its body, with every value converted. */
export interface Parameters {
  query: Record<string, unknown>
  path: Record<string, unknown>
  /** Names in lower case. */
  header: Record<string, unknown>
  cookie: Record<string, unknown>
}

interface Sent {
  rawQuery: string
  /** Percent-encoded, by name. */
  path: Record<string, string>
  headers: Record<string, string | undefined>
  /** Names in the query that carry credentials, not parameters. */
  credentials?: readonly string[]
}

/**
 * Reads the parameters that an operation declares. Throws an InputProblem for what cannot be read
 * and for unknown names in the query; everything else is the validator's to refuse.
 */
export function readParameters(rules: readonly ParameterRule[], sent: Sent): Parameters {
  const found: Parameters = { query: {}, path: {}, header: {}, cookie: {} }
  const pairs = sent.rawQuery ? readPairs(sent.rawQuery, 'query') : []
  // no object that takes any name gets a credential
  const query = new Set(pairs.filter(({ name }) => !isCredential(name, rules, sent)))
  let cookies: Set<Pair> | undefined
  for (const rule of inOrder(rules)) {
    const name = rule.in === 'header' ? rule.name.toLowerCase() : rule.name
    let value: unknown
    if (rule.in === 'query') value = readNamed(rule, query)
    else if (rule.in === 'path') value = readInPath(rule, sent.path[name] ?? '')
    else if (rule.in === 'header') value = readHeader(rule, sent.headers[name])
    else value = readNamed(rule, (cookies ??= cookiePairs(sent.headers.cookie, rules)))
    if (value !== undefined) define(found[rule.in], name, value)
  }
  for (const { name } of query) refuseName(name)
  return found
}

function isCredential(
  name: string,
  rules: readonly ParameterRule[],
  { credentials }: Sent
): boolean {
  const isParameter = rules.some((rule) => rule.in === 'query' && rule.name === name)
  return credentials !== undefined && credentials.includes(name) && !isParameter
}

/** Objects that take any name come last, so that each other parameter gets its own first. */
function inOrder(rules: readonly ParameterRule[]): readonly ParameterRule[] {
  if (!rules.some(takesAny)) return rules
  return [...rules].sort((left, right) => Number(takesAny(left)) - Number(takesAny(right)))
}

function takesAny({ shape }: ParameterRule): boolean {
  return isObject(shape) && shape.additional !== undefined
}

function readInPath(rule: ParameterRule, raw: string): unknown {
  const { name, shape, style = 'simple', explode = false } = rule
  const where = `path.${name}`
  const decoded = (text: string) => decode(text, where)
  if (rule.json) return parseJson(decoded(raw), where)
  return readStyled(raw, { name, style, explode, shape, where, decode: decoded })
}

/** Headers are not percent-encoded. */
function readHeader(rule: ParameterRule, text: string | undefined): unknown {
  if (text === undefined) return undefined
  const { name, shape, explode = false } = rule
  const where = `header.${name.toLowerCase()}`
  if (rule.json) return parseJson(text, where)
  if (!isItems(shape) && !isObject(shape)) return coerce(text.trim(), shape)
  return readStyled(text, {
    name,
    style: 'simple',
    explode,
    shape,
    where,
    decode: (part) => part.trim()
  })
}

/** A list or an object in cookies may also be written as in a query: `a=1&a=2`. */
function cookiePairs(header: string | undefined, rules: readonly ParameterRule[]): Set<Pair> {
  const isSpread = rules.some(
    ({ in: place, shape, explode = true }) =>
      place === 'cookie' && explode && typeof shape === 'object'
  )
  return new Set(readCookies(isSpread ? header?.replaceAll('&', ';') : header))
}

/** A name such as `__proto__` becomes a property like any other. */
function define(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, { value, enumerable: true, writable: true })
  else target[name] = value
}

function refuseName(name: string): never {
  if (/code|token|key|secret|authorization/i.test(name))
    throw new InputProblem('query: never put a code or a token into an address')
  throw new InputProblem(`query: ${unknownKey(name)}`)
}
