import fc from 'fast-check'
import { readParameters } from '../../../../tools/contract/door/read-parameters'
import {
  type ParameterRule,
  type ParameterStyle,
  type Shape
} from '../../../../tools/contract/door/rules'

const NUMBERS: Shape = { items: 'integer' }
const COLOR: Shape = { properties: { R: 'integer', G: 'integer' } }

const query = (rule: Omit<ParameterRule, 'name' | 'in'>, rawQuery: string, name = 'v') =>
  readParameters([{ name, in: 'query', ...rule }], { rawQuery, path: {}, headers: {} }).query[name]
const inPath = (rule: Omit<ParameterRule, 'name' | 'in'>, raw: string) =>
  readParameters([{ name: 'v', in: 'path', ...rule }], {
    rawQuery: '',
    path: { v: raw },
    headers: {}
  }).path.v
const header = (rule: Omit<ParameterRule, 'name' | 'in'>, text: string) =>
  readParameters([{ name: 'X-V', in: 'header', ...rule }], {
    rawQuery: '',
    path: {},
    headers: { 'x-v': text }
  }).header['x-v']
const cookie = (rule: Omit<ParameterRule, 'name' | 'in'>, text: string) =>
  readParameters([{ name: 'v', in: 'cookie', ...rule }], {
    rawQuery: '',
    path: {},
    headers: { cookie: text }
  }).cookie.v

it.each<[Shape, string, unknown]>([
  ['integer', '2', 2],
  ['integer', '-7', -7],
  ['integer', 'x', 'x'],
  ['integer', '', ''],
  ['integer', '007', '007'],
  ['integer', '0x10', '0x10'],
  ['integer', '9007199254740993', '9007199254740993'],
  ['number', '1.5e2', 150],
  ['number', '1e999', '1e999'],
  ['number', 'NaN', 'NaN'],
  ['number', '+1', ' 1'],
  ['boolean', 'true', true],
  ['boolean', 'TRUE', 'TRUE'],
  ['boolean', '1', '1'],
  ['any', '5', 5],
  ['any', 'false', false],
  ['any', 'null', 'null'],
  ['string', '5', '5'],
  ['string', 'a%20b+c', 'a b c'],
  ['string', '%2525', '%25'],
  ['string', '%E7%BA%A2', '红'],
  ['string', '__proto__', '__proto__']
])('reads %j from ?v=%s as %j', (shape, raw, value) => {
  expect(query({ shape }, `v=${raw}`)).toEqual(value)
})

it('leaves out the spaces around a number in a header and around a cookie', () => {
  expect(header({ shape: 'integer' }, ' 5 ')).toBe(5)
  expect(cookie({ shape: 'integer' }, 'a=1; v= 5 ; b=2')).toBe(5)
  expect(cookie({ shape: 'string' }, 'v="a b"')).toBe('a b')
})

it.each<[ParameterStyle | undefined, boolean | undefined, Shape, string, unknown]>([
  [undefined, undefined, NUMBERS, 'v=1&v=2', [1, 2]],
  [undefined, undefined, NUMBERS, 'v=1', [1]],
  ['form', false, NUMBERS, 'v=1,2', [1, 2]],
  ['form', false, { items: 'string' }, 'v=a%2Cb,c', ['a,b', 'c']],
  ['form', false, NUMBERS, 'v=', []],
  ['form', false, NUMBERS, 'v=1%2C2', [1, 2]],
  ['spaceDelimited', undefined, NUMBERS, 'v=1%202', [1, 2]],
  ['spaceDelimited', undefined, NUMBERS, 'v=1+2', [1, 2]],
  ['spaceDelimited', true, NUMBERS, 'v=1&v=2', [1, 2]],
  ['pipeDelimited', undefined, NUMBERS, 'v=1|2', [1, 2]],
  ['pipeDelimited', undefined, NUMBERS, 'v=1%7C2', [1, 2]],
  ['pipeDelimited', true, NUMBERS, 'v=1&v=2', [1, 2]],
  [undefined, undefined, COLOR, 'R=100&G=200', { R: 100, G: 200 }],
  ['form', false, COLOR, 'v=R,100,G,200', { R: 100, G: 200 }],
  ['spaceDelimited', undefined, COLOR, 'v=R%20100%20G%20200', { R: 100, G: 200 }],
  ['pipeDelimited', undefined, COLOR, 'v=R%7C100%7CG%7C200', { R: 100, G: 200 }],
  ['deepObject', true, COLOR, 'v[R]=100&v[G]=200', { R: 100, G: 200 }],
  ['deepObject', undefined, COLOR, 'v%5BR%5D=100', { R: 100 }],
  [
    'deepObject',
    true,
    { properties: { tags: { items: 'string' }, size: { properties: { min: 'number' } } } },
    'v[tags]=a&v[tags]=b&v[size][min]=1.5',
    { tags: ['a', 'b'], size: { min: 1.5 } }
  ]
])('reads a query in style %s, explode %s, of %j', (style, explode, shape, raw, value) => {
  expect(query({ style, explode, shape }, raw)).toEqual(value)
})

it.each<[ParameterStyle | undefined, boolean | undefined, Shape, string, unknown]>([
  [undefined, undefined, 'integer', '5', 5],
  [undefined, undefined, 'string', '%E7%BA%A2%20%E8%8C%B6%2F1', '红 茶/1'],
  [undefined, undefined, NUMBERS, '3,4', [3, 4]],
  ['simple', true, NUMBERS, '3,4', [3, 4]],
  ['simple', false, COLOR, 'R,100,G,200', { R: 100, G: 200 }],
  ['simple', true, COLOR, 'R=100,G=200', { R: 100, G: 200 }],
  ['label', false, 'integer', '.5', 5],
  ['label', false, NUMBERS, '.3,4', [3, 4]],
  ['label', false, NUMBERS, '.3.4', [3, 4]],
  ['label', true, NUMBERS, '.3.4', [3, 4]],
  ['label', false, COLOR, '.R,100,G,200', { R: 100, G: 200 }],
  ['label', true, COLOR, '.R=100.G=200', { R: 100, G: 200 }],
  ['matrix', false, 'integer', ';v=5', 5],
  ['matrix', false, NUMBERS, ';v=3,4', [3, 4]],
  ['matrix', true, NUMBERS, ';v=3;v=4', [3, 4]],
  ['matrix', false, COLOR, ';v=R,100,G,200', { R: 100, G: 200 }],
  ['matrix', true, COLOR, ';R=100;G=200', { R: 100, G: 200 }]
])('reads a path in style %s, explode %s, of %j', (style, explode, shape, raw, value) => {
  expect(inPath({ style, explode, shape }, raw)).toEqual(value)
})

it.each<[boolean | undefined, Shape, string, unknown]>([
  [undefined, 'integer', '5', 5],
  [undefined, 'string', 'a%20b, c', 'a%20b, c'],
  [undefined, NUMBERS, '3, 4,5', [3, 4, 5]],
  [undefined, COLOR, 'R,100,G,200', { R: 100, G: 200 }],
  [true, COLOR, 'R=100,G=200', { R: 100, G: 200 }]
])('reads a header, explode %s, of %j from %s', (explode, shape, text, value) => {
  expect(header({ explode, shape }, text)).toEqual(value)
})

it.each<[boolean | undefined, Shape, string, unknown]>([
  [undefined, 'integer', 'a=1; v=5; b=%', 5],
  [undefined, 'string', 'v="a%20b"', 'a b'],
  [undefined, 'string', 'v=a+b', 'a+b'],
  [undefined, NUMBERS, 'v=3; v=4', [3, 4]],
  [undefined, NUMBERS, 'v=3&v=4', [3, 4]],
  [false, NUMBERS, 'v=3,4', [3, 4]],
  [false, COLOR, 'v=R,100,G,200', { R: 100, G: 200 }]
])('reads a cookie, explode %s, of %j from %s', (explode, shape, text, value) => {
  expect(cookie({ explode, shape }, text)).toEqual(value)
})

it('reads JSON in every place where content says so', () => {
  const rule = { json: true, shape: 'any' } as const
  const text = encodeURIComponent('{"a":[1]}')
  expect(query(rule, `v=${text}`)).toEqual({ a: [1] })
  expect(inPath(rule, text)).toEqual({ a: [1] })
  expect(header(rule, '{"a":[1]}')).toEqual({ a: [1] })
  expect(cookie(rule, `v=${text}`)).toEqual({ a: [1] })
})

it('keeps an empty value where the contract allows it, whatever its type', () => {
  expect(query({ allowEmptyValue: true, shape: 'boolean' }, 'v')).toBe('')
  expect(query({ allowEmptyValue: true, shape: 'integer', style: 'form' }, 'v=')).toBe('')
})

it.each<[string, Omit<ParameterRule, 'name' | 'in'>, string, string]>([
  ['a scalar that is given twice', { shape: 'integer' }, 'v=1&v=2', 'query.v: given twice'],
  ['an escape that is cut off', { shape: 'string' }, 'v=%E7%B', 'query.v: malformed percent-enc'],
  ['bytes that are not UTF-8', { shape: 'string' }, 'v=%ff', 'query.v: malformed percent-encoding'],
  ['a malformed name', { shape: 'string' }, '%=1', 'query: malformed percent-encoding'],
  ['an unknown name', { shape: 'string' }, 'w=1', 'query: unknown key "w"'],
  ['a long unknown name', { shape: 'string' }, 'x'.repeat(30), 'query: unknown key'],
  ['a token', { shape: 'string' }, 'access_token=abc', 'query: never put a code or a token'],
  ['half a pair', { shape: COLOR, explode: false }, 'v=R,100,G', 'query.v: must be name,value'],
  ['text that is not JSON', { shape: 'any', json: true }, 'v={', 'query.v: not JSON'],
  ['a member given twice', { shape: COLOR, style: 'deepObject' }, 'v[R]=1&v[R]=2', 'given twice']
])('refuses %s', (_what, rule, raw, problem) => {
  expect(() => query(rule, raw)).toThrow(problem)
})

it('refuses a path that does not keep its style', () => {
  expect(() => inPath({ style: 'label', shape: 'string' }, 'a')).toThrow('path.v: must start')
  expect(() => inPath({ style: 'matrix', shape: 'string' }, ';w=a')).toThrow('path.v: must be ;v=')
  expect(() => inPath({ shape: 'string' }, '%')).toThrow('path.v: malformed percent-encoding')
})

it('gives each parameter its own pairs before an object takes any name', () => {
  const rules: ParameterRule[] = [
    { name: 'rest', in: 'query', shape: { properties: {}, additional: 'integer' } },
    { name: 'page', in: 'query', shape: 'integer' }
  ]
  const read = readParameters(rules, { rawQuery: 'a=1&page=2&b=3', path: {}, headers: {} })
  expect(read.query).toEqual({ rest: { a: 1, b: 3 }, page: 2 })
})

it('lets a credential in the query pass without being a parameter', () => {
  const sent = { rawQuery: 'api_key=abc', path: {}, headers: {}, credentials: ['api_key'] }
  expect(readParameters([], sent).query).toEqual({})
})

it('reads back any text as it was encoded, and pollutes no prototype', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 1 }), (text, name) => {
      const rawQuery = `${encodeURIComponent(name)}=${encodeURIComponent(text)}`
      const { query: read } = readParameters([{ name, in: 'query', shape: 'string' }], {
        rawQuery,
        path: {},
        headers: {}
      })
      expect(Object.entries(read)).toEqual([[name, text]])
      expect(Object.keys(Object.prototype)).toEqual([])
    })
  )
})

it('never throws anything but an InputProblem', () => {
  const shapes: Shape[] = ['any', NUMBERS, COLOR, { properties: {}, additional: 'any' }]
  const styles: ParameterStyle[] = ['form', 'deepObject', 'spaceDelimited', 'pipeDelimited']
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('v', '[', ']', '=', '&', '%', ',', 'R', '1', '|') }),
      fc.constantFrom(...shapes),
      fc.constantFrom(...styles),
      fc.boolean(),
      (rawQuery, shape, style, explode) => {
        try {
          query({ shape, style, explode }, rawQuery)
        } catch (error) {
          expect((error as Error).name).toBe('InputProblem')
        }
      }
    )
  )
})
