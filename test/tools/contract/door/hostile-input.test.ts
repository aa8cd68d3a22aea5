import { createAjv } from '../../../../tools/contract/check/schema-compiler'
import { callerAddress } from '../../../../tools/contract/door/caller-address'
import { chooseMedia } from '../../../../tools/contract/door/choose-media'
import { credentialOf } from '../../../../tools/contract/door/credentials'
import { describePath, findRoute } from '../../../../tools/contract/door/find-route'
import { readBody } from '../../../../tools/contract/door/read-body'
import { readParameters } from '../../../../tools/contract/door/read-parameters'
import {
  type MediaKind,
  type ParameterRule,
  type Shape
} from '../../../../tools/contract/door/rules'

/** An operation may take more than 8 KB; this much is read without anybody else having to wait. */
const BODY = 256 * 1024
/** Node refuses more in an HTTP request; an event may have any length. */
const LINE = 64 * 1024
/** Ordinary work on as many bytes as a body has; what follows may take so many times as long. */
const parseTexts = () => JSON.parse(TEXTS) as unknown
const MOST_TIMES = 60

/** How many times as long as ordinary work something takes, on this machine at this moment. */
function timesAsLong(run: () => unknown): number {
  return fastest(run) / fastest(parseTexts)
}

/** The processor's time of the best of several runs, in ms. */
function fastest(run: () => unknown): number {
  const times = Array.from({ length: 10 }, () => {
    const before = process.cpuUsage()
    try {
      run()
    } catch (error) {
      expect((error as Error).name).toBe('InputProblem')
    }
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

const repeat = (text: string, length: number) => text.repeat(Math.ceil(length / text.length))
/** As many different ones as fit into a text of so many characters. */
function many(length: number, one: (i: number) => string, separator: string): string {
  const all: string[] = []
  for (let rest = length; rest > 0;) {
    all.push(one(all.length))
    rest -= (all.at(-1)?.length ?? 0) + separator.length
  }
  return all.join(separator)
}
const TEXTS = `[${many(BODY, (i) => `"${i}"`, ',')}]`
const anything: Shape = { properties: {}, additional: 'any' }
const part = (head: string, content = '1') =>
  `--b\r\nContent-Disposition: ${head}\r\n\r\n${content}\r\n`

describe('a body', () => {
  const bodyOf = (kind: MediaKind, text: string, shape?: Shape) => () =>
    readBody(
      Buffer.from(text),
      { type: 'any/type', kind, ...(shape && { shape }) },
      'multipart/form-data; boundary=b'
    )
  const list: Shape = { properties: { a: { items: 'string' } } }
  const deep: Shape = { properties: { a: anything } }

  // not as arguments of a test, which would be printed
  const bodies: [string, MediaKind, string, Shape?][] = [
    ['JSON of opened lists', 'json', repeat('[', BODY)],
    ['JSON of lists in lists', 'json', repeat('[', BODY / 2) + repeat(']', BODY / 2)],
    ['JSON of opened objects', 'json', repeat('{"a":', BODY)],
    ['JSON of objects in objects', 'json', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`],
    ['JSON with a long list', 'json', `[${repeat('1,', BODY)}1]`],
    ['JSON with many keys', 'json', `{${many(BODY, (i) => `"k${i}":1`, ',')}}`],
    ['JSON with one key many times', 'json', `{${many(BODY, () => '"__proto__":1', ',')}}`],
    ['JSON of backslashes', 'json', `"${repeat('\\\\', BODY)}"`],
    ['JSON of half characters', 'json', `"${repeat('\\ud83d', BODY)}"`],
    ['JSON of brackets in a text', 'json', `"${repeat('[{', BODY)}"`],
    ['a number of many digits', 'json', repeat('9', BODY)],
    ['a form with many names', 'form', many(BODY, (i) => `k${i}=1`, '&')],
    ['a form with one name many times', 'form', repeat('a=1&', BODY), list],
    ['a form with many members', 'form', many(BODY, (i) => `a[k${i}]=1`, '&'), deep],
    ['a form with deep members', 'form', `a${repeat('[b]', BODY)}=1`, deep],
    ['a form with opened brackets', 'form', `a${repeat('[', BODY)}=1`, deep],
    ['a form of separators', 'form', repeat('&', BODY)],
    ['a form of escapes', 'form', `a=${repeat('%25', BODY)}`],
    [
      'a multipart with many parts',
      'multipart',
      `${repeat(part('form-data; name="a"'), BODY)}--b--`
    ],
    [
      'a multipart of half boundaries',
      'multipart',
      part('form-data; name="a"', repeat('\r\n-', BODY))
    ],
    ['a multipart with a long header', 'multipart', part(`form-data;${repeat(' ', BODY)}name="a"`)],
    ['a multipart with many headers', 'multipart', part(repeat('x\r\na:b', BODY))],
    ['a multipart of open quotes', 'multipart', part(`form-data; name="${repeat('\\"', BODY)}`)],
    ['a multipart of semicolons', 'multipart', part(`form-data${repeat('; ', BODY)}`)],
    ['a multipart of a long boundary line', 'multipart', `--b${repeat(' ', BODY)}x\r\n`]
  ]
  it.each(bodies.map(([what]) => what))('is read or refused in time: %s', (what) => {
    const [, kind = 'json', text = '', shape] = bodies.find(([name]) => name === what) ?? []
    expect(timesAsLong(bodyOf(kind, text, shape))).toBeLessThan(MOST_TIMES)
  })

  it('may be as deep as anybody needs', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`
    expect(bodyOf('json', nested(200))).not.toThrow()
    expect(bodyOf('json', nested(201))).toThrow('body: nested too deeply')
    expect(bodyOf('json', JSON.stringify({ text: nested(500), quote: '\\"[' }))).not.toThrow()
    expect(bodyOf('form', `a${'[b]'.repeat(20)}=1`, deep)).not.toThrow()
    expect(bodyOf('form', `a${'[b]'.repeat(21)}=1`, deep)).toThrow('body.a: nested too deeply')
  })

  it('may have a thousand values, and no more', () => {
    const form = (count: number) => Array(count).fill('a=1').join('&')
    expect(bodyOf('form', form(1000), list)).not.toThrow()
    expect(bodyOf('form', form(1001), list)).toThrow('body: more than 1000 values')
  })
})

describe('a list of items that must differ', () => {
  const validate = createAjv().compile({ type: 'array', uniqueItems: true })
  const isUnique = (text: string): boolean => validate(JSON.parse(text))

  it.each([
    ['numbers', many(BODY, String, ',')],
    ['texts', many(BODY, (i) => `"${i}"`, ',')],
    ['lists', many(BODY, (i) => `[${i}]`, ',')],
    ['objects', many(BODY, (i) => `{"b":{"c":[${i}]},"a":1}`, ',')],
    ['different things', many(BODY, (i) => [`[${i}]`, `"${i}"`, `{"a":${i}}`, `${i}`][i % 4]!, ',')]
  ])('is checked in time: %s', (_what, items) => {
    expect(timesAsLong(() => isUnique(`[${items}]`))).toBeLessThan(MOST_TIMES)
  })

  it('may have what only looks alike, and nothing twice', () => {
    expect(isUnique('[1, "1", [1], {"a": 1}, "[1]", {}, [], null, "null", false, 0, ""]')).toBe(
      true
    )
    expect(isUnique('[{"__proto__": 1}, {}]')).toBe(true)
    for (const twice of ['[1, 1.0]', '[0, -0]', '["a", "\\u0061"]', '[null, null]', '[[], []]'])
      expect([twice, isUnique(twice)]).toEqual([twice, false])
    expect(isUnique('[{"a": {"b": 1, "c": 2}, "d": [3]}, {"d": [3], "a": {"c": 2, "b": 1}}]')).toBe(
      false
    )
    expect(validate.errors).toMatchObject([{ message: 'must NOT have duplicate items' }])
  })
})

describe('an address or a header', () => {
  const rule = (shape: Shape, more: Partial<ParameterRule> = {}): ParameterRule => ({
    ...{ name: 'a', in: 'query', shape },
    ...more
  })
  const twenty = Array.from({ length: 20 }, (_, i) => rule('string', { name: `p${i}` }))
  const read = (rules: ParameterRule[], rawQuery: string, headers = {}) =>
    readParameters(rules, { rawQuery, path: {}, headers })
  const cookie = rule({ items: 'string' }, { in: 'cookie' })
  const routes = [
    { method: 'GET', path: '/a/{x}/b/{y}.json' },
    { method: 'GET', path: '/a/{x}-{y}/c' },
    { method: 'GET', path: '/a/{x}-{y}-{z}.json/e' },
    { method: 'GET', path: '/a/{x}{y}{z}-{w}' }
  ]
  const authorization = (text: string) => ({ headers: { authorization: text }, rawQuery: '' })

  it.each<[string, () => unknown]>([
    [
      'a query with many names',
      () =>
        read(
          twenty,
          many(LINE, (i) => `k${i}=1`, '&')
        )
    ],
    ['a query with a long list', () => read([rule({ items: 'integer' })], repeat('a=1&', LINE))],
    [
      'a query with commas',
      () => read([rule({ items: 'integer' }, { explode: false })], `a=${repeat('1,', LINE)}`)
    ],
    [
      'a query with deep members',
      () => read([rule(anything, { style: 'deepObject' })], `a${repeat('[b]', LINE)}=1`)
    ],
    ['a query of escapes', () => read([rule('string')], `a=${repeat('%25', LINE)}`)],
    ['a query of broken escapes', () => read([rule('string')], `a=${repeat('%', LINE)}`)],
    ['a query of pluses', () => read([rule('string')], `a=${repeat('+', LINE)}`)],
    ['many cookies', () => read([cookie], '', { cookie: repeat('b=1;', LINE) })],
    ['a cookie of separators', () => read([cookie], '', { cookie: repeat(';&', LINE) })],
    ['a cookie of quotes', () => read([cookie], '', { cookie: `a=${repeat('"', LINE)}` })],
    ['many accepted types', () => chooseMedia(repeat('a/b;q=0.1,', LINE), ['application/json'])],
    ['an Accept of spaces', () => chooseMedia(`a;${repeat(' ', LINE)}x`, ['application/json'])],
    ['an Accept of semicolons', () => chooseMedia(repeat('; ', LINE), ['application/json'])],
    [
      'a bearer of spaces',
      () => credentialOf({ type: 'bearer' }, authorization(`Bearer${repeat(' ', LINE)}`))
    ],
    [
      'a bearer that ends badly',
      () => credentialOf({ type: 'bearer' }, authorization(`Bearer a${repeat(' ', LINE)}b`))
    ],
    [
      'a basic of letters',
      () => credentialOf({ type: 'basic' }, authorization(`Basic ${repeat('a', LINE)} b`))
    ],
    ['many forwarded addresses', () => callerAddress(repeat('10.0.0.1,', LINE))],
    ['a forwarded text of colons', () => callerAddress(repeat(':', LINE))],
    ['a forwarded text of spaces', () => callerAddress(`1${repeat(' ', LINE)}1`)],
    ['a path of dashes', () => findRoute(routes, 'GET', `/a/${repeat('-', LINE)}/d`)],
    ['a path of escaped dashes', () => findRoute(routes, 'GET', `/a/${repeat('%2d', LINE)}/d`)],
    ['a path of endings', () => findRoute(routes, 'GET', `/a/${repeat('-.json', LINE)}/d`)],
    ['a path of slashes', () => describePath(routes, repeat('/', LINE))]
  ])('is read or refused in time: %s', (_what, run) => {
    expect(timesAsLong(run)).toBeLessThan(MOST_TIMES)
  })
})
