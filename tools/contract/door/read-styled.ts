/** Values in one text, as OpenAPI's styles write them (`1,2,3`, `.1.2`, `;id=1;id=2`). */
import { coerce, isItems, isObject, itemShape, memberShape } from './coerce'
import { InputProblem } from './read-pairs'
import { type ParameterStyle, type Shape } from './rules'

interface Styled {
  name: string
  style: ParameterStyle
  explode: boolean
  shape: Shape
  /** Names the place in messages: `query.ids`. */
  where: string
  /** Decodes one value or name after the text has been split. */
  decode(text: string): string
}

/** Percent-encoded, too: neither may stand in an address as it is. */
const DELIMITERS: Partial<Record<ParameterStyle, RegExp>> = {
  spaceDelimited: /%20| /,
  pipeDelimited: /%7C|\|/i
}

/** Many clients encode every comma; only in texts it may be part of a value. */
const COMMA = /,|%2C/i

function isPlainNumber(shape: Shape): boolean {
  return shape === 'integer' || shape === 'number' || shape === 'boolean'
}

/** The value of a text. Throws an InputProblem where the style is not kept. */
export function readStyled(text: string, { style, ...rest }: Styled): unknown {
  const as = { style, ...rest }
  if (style === 'label') return readLabel(text, as)
  if (style === 'matrix') return readMatrix(text, as)
  return readValue(text, as, DELIMITERS[style] ?? ',', as.explode)
}

function readLabel(text: string, as: Styled): unknown {
  if (!text.startsWith('.')) throw new InputProblem(`${as.where}: must start with "."`)
  const rest = text.slice(1)
  // without explode, OpenAPI 3.1.1 writes commas, earlier ones dots
  return readValue(rest, as, !as.explode && rest.includes(',') ? ',' : '.', as.explode)
}

function readMatrix(text: string, as: Styled): unknown {
  const { name, explode, shape, where } = as
  if (!text.startsWith(';')) throw new InputProblem(`${where}: must start with ";"`)
  const rest = text.slice(1)
  if (explode && isObject(shape)) return readValue(rest, as, ';', true)
  const isList = explode && isItems(shape)
  const values = (isList ? rest.split(';') : [rest]).map((part) => {
    const [given = '', ...value] = part.split('=')
    if (as.decode(given) !== name) throw new InputProblem(`${where}: must be ;${name}=`)
    return value.join('=')
  })
  if (isList) return values.map((value, i) => coerce(as.decode(value), itemShape(shape, i)))
  return readValue(values[0] ?? '', as, ',', false)
}

function readValue(
  text: string,
  as: Styled,
  delimiter: string | RegExp,
  explode: boolean
): unknown {
  const { shape, where } = as
  if (isItems(shape)) {
    const between = delimiter === ',' && isPlainNumber(shape.items) ? COMMA : delimiter
    const items = text ? text.split(between) : []
    return items.map((item, i) => coerce(as.decode(item), itemShape(shape, i)))
  }
  if (!isObject(shape)) return coerce(as.decode(text), shape)
  const parts = text ? text.split(delimiter) : []
  if (!explode && parts.length % 2) throw new InputProblem(`${where}: must be name,value pairs`)
  const pairs = explode ? parts.map(splitAtEquals) : inPairs(parts)
  return Object.fromEntries(
    pairs.map(([given = '', value = '']) => {
      const name = as.decode(given)
      return [name, coerce(as.decode(value), memberShape(shape, name))]
    })
  )
}

function splitAtEquals(part: string): string[] {
  const [name = '', ...value] = part.split('=')
  return [name, value.join('=')]
}

function inPairs(parts: string[]): string[][] {
  return parts.flatMap((_part, i) => (i % 2 ? [] : [parts.slice(i, i + 2)]))
}
