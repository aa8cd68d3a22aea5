import { writeHeader, writeInPath, writePairs } from '../../../miniprogram/api/parameters'
import { readParameters } from '../../../tools/contract/door/read-parameters'
import {
  type ParameterRule,
  type ParameterStyle,
  type Shape
} from '../../../tools/contract/door/rules'

const NAME = 'p-x'
const SHAPES = {
  text: 'string',
  number: 'number',
  boolean: 'boolean',
  list: { items: 'string' },
  object: { properties: { R: 'number', G: 'string' } }
} satisfies Record<string, Shape>
type Kind = keyof typeof SHAPES

const VALUES: Record<Kind, unknown> = {
  text: 'a b/红%2F&=,;.|+',
  number: 1.5,
  boolean: true,
  list: ['a,b', 'c.d;e=f', 'ü'],
  object: { R: 100, G: 'x,y=z&.;' }
}
/** Headers and delimited lists have no escapes for what separates their values. */
const PLAIN: Record<Kind, unknown> = {
  ...VALUES,
  text: 'a b/%2F&',
  list: ['a', 'b;c'],
  object: { R: 1, G: 'x' }
}

const EVERY: Kind[] = ['text', 'number', 'boolean', 'list', 'object']
const STYLES: [ParameterRule['in'], ParameterStyle, Kind[]][] = [
  ['query', 'form', EVERY],
  ['query', 'spaceDelimited', ['list']],
  ['query', 'pipeDelimited', ['list']],
  ['query', 'deepObject', ['object']],
  ['path', 'simple', EVERY],
  ['path', 'label', EVERY],
  ['path', 'matrix', EVERY],
  ['header', 'simple', EVERY],
  ['cookie', 'form', EVERY]
]

const CASES = STYLES.flatMap(([place, style, kinds]) =>
  kinds.flatMap((kind) => [true, false].map((explode) => ({ place, style, kind, explode })))
)

it.each(CASES)(
  'writes $kind in $place as $style (explode $explode) so that the server reads the same',
  ({ place, style, kind, explode }) => {
    const isPlain = place === 'header' || style.endsWith('Delimited')
    const value = (isPlain ? PLAIN : VALUES)[kind]
    const rule: ParameterRule = { name: NAME, in: place, style, explode, shape: SHAPES[kind] }
    expect(roundTrip(rule, value)).toEqual(value)
  }
)

it.each(['query', 'path', 'header', 'cookie'] as const)(
  'writes JSON in %s so that the server reads the same',
  (place) => {
    const rule: ParameterRule = { name: NAME, in: place, json: true, shape: 'any' }
    expect(roundTrip(rule, VALUES)).toEqual(VALUES)
  }
)

function roundTrip(rule: ParameterRule, value: unknown): unknown {
  const isNamed = rule.in === 'query' || rule.in === 'cookie'
  const pairs = isNamed ? writePairs(rule, value) : []
  const found = readParameters([rule], {
    rawQuery: rule.in === 'query' ? pairs.join('&') : '',
    path: rule.in === 'path' ? { [NAME]: writeInPath(rule, value) } : {},
    headers: {
      ...(rule.in === 'header' && { [NAME]: writeHeader(rule, value) }),
      ...(rule.in === 'cookie' && { cookie: pairs.join('; ') })
    }
  })
  return found[rule.in][NAME]
}
