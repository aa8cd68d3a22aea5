/** Values that are spread over pairs `name=value`: of a query, a form or a cookie. */
import { coerce, isItems, isObject, itemShape, memberShape } from './coerce'
import { decode, InputProblem, type Pair } from './read-pairs'
import { readStyled } from './read-styled'
import { type ParameterRule, type Shape } from './rules'
import { hasLoneSurrogate } from './write-json'

/** Levels of lists and objects in JSON. */
const MAX_DEPTH = 200
/** Levels in a name such as `a[b][c]`. */
const MAX_KEYS = 20

/** The pairs that no rule has taken yet. */
type Untaken = Set<Pair>

/** The value of one parameter, whose pairs are taken; undefined where it is not given. */
export function readNamed(
  rule: ParameterRule,
  untaken: Untaken,
  where = `${rule.in}.${rule.name}`
): unknown {
  const { name, shape, style = 'form', explode = style === 'form' } = rule
  const take = (wanted: (pair: Pair) => boolean) => {
    const taken = [...untaken].filter(wanted)
    for (const pair of taken) untaken.delete(pair)
    return taken
  }
  if (style === 'deepObject') return readDeep(rule, where, take)
  if (explode && isObject(shape) && !rule.json) return readExploded(shape, where, take)

  const given = take((pair) => pair.name === name)
  if (!given.length) return undefined
  const decoded = (text: string) => decode(text, where)
  const [{ raw } = { raw: '' }, ...others] = given
  if (rule.allowEmptyValue && raw === '' && !others.length) return ''
  // one of several types may be a list
  const isList = isItems(shape) || (shape === 'any' && others.length > 0)
  if (explode && isList && !rule.json)
    return given.map((one, i) =>
      coerce(decoded(one.raw), isItems(shape) ? itemShape(shape, i) : shape)
    )
  if (others.length) throw new InputProblem(`${where}: given twice`)
  if (rule.json) return parseJson(decoded(raw), where)
  return readStyled(raw, { name, style, explode, shape, where, decode: decoded })
}

/** Each member is a pair of its own: `R=100&G=200`. */
function readExploded(
  shape: { properties: Record<string, Shape>; additional?: Shape },
  where: string,
  take: (wanted: (pair: Pair) => boolean) => Pair[]
): unknown {
  const { properties, additional } = shape
  const given = take(({ name }) => additional !== undefined || Object.hasOwn(properties, name))
  if (!given.length) return undefined
  return gather(
    given.map(({ name, raw }) => ({ keys: [name], raw })),
    shape,
    where
  )
}

/** `color[R]=100&color[G]=200`; members may be lists and objects. */
function readDeep(
  { name, shape }: ParameterRule,
  where: string,
  take: (wanted: (pair: Pair) => boolean) => Pair[]
): unknown {
  const isMember = (pair: Pair) => pair.name.startsWith(`${name}[`) && pair.name.endsWith(']')
  const given = take(isMember).map((pair) => ({
    keys: pair.name.slice(name.length + 1, -1).split('][', MAX_KEYS + 1),
    raw: pair.raw
  }))
  if (given.some(({ keys }) => keys.length > MAX_KEYS)) throw tooDeep(where)
  return given.length ? gather(given, shape, where) : undefined
}

interface Member {
  keys: string[]
  raw: string
}

/** Puts members together; a list's have its name again, `[]` or their place after it. */
function gather(members: Member[], shape: Shape, where: string): unknown {
  if (isItems(shape))
    return members.map(({ keys, raw }, i) =>
      gather([{ keys: keys.slice(1), raw }], itemShape(shape, i), where)
    )
  const isWhole = members.some(({ keys }) => !keys.length)
  if (isWhole || !(isObject(shape) || shape === 'any')) {
    const [first] = members
    if (members.length > 1) throw new InputProblem(`${where}: given twice`)
    if (!first || first.keys.length) throw new InputProblem(`${where}: has no such members`)
    return coerce(decode(first.raw, where), shape)
  }
  const names = new Set(members.map(({ keys }) => keys[0] ?? ''))
  return Object.fromEntries(
    Array.from(names, (name) => {
      const below = members
        .filter(({ keys }) => keys[0] === name)
        .map(({ keys, raw }) => ({ keys: keys.slice(1), raw }))
      return [name, gather(below, memberShape(shape, name), where)]
    })
  )
}

/** What is parsed at one go keeps a function busy meanwhile: this much for less than 50 ms. */
export const MAX_PARSED_BYTES = 262_144

/** Throws an InputProblem for a text that is not JSON, or that no database would keep. */
export function parseJson(text: string, where: string): unknown {
  if (text.length > MAX_DEPTH && isDeeper(text, MAX_DEPTH)) throw tooDeep(where)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new InputProblem(`${where}: not JSON`)
  }
  if (hasLoneSurrogate(text)) throw new InputProblem(`${where}: contains half a character`)
  return value
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENING = [0x5b, 0x7b]
const CLOSING = [0x5d, 0x7d]

/** Whether a JSON text is nested deeper: parsing and validating those takes long, and may fail. */
function isDeeper(text: string, most: number): boolean {
  let depth = 0
  let isText = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) isText = !isText
    else if (isText) i += code === BACKSLASH ? 1 : 0
    else if (CLOSING.includes(code)) depth--
    else if (OPENING.includes(code) && ++depth > most) return true
  }
  return false
}

function tooDeep(where: string): InputProblem {
  return new InputProblem(`${where}: nested too deeply`)
}
