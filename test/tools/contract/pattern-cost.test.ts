import fc from 'fast-check'
import { costOf } from '../../../tools/contract/check/pattern-cost'

it.each([
  '',
  'a',
  '\\d+',
  '\\S',
  '^[ -~]+$',
  '^[A-Za-z0-9+/]+={0,2}$',
  '^[^\\u0000-\\u001f\\u007f\\u2028\\u2029]+$',
  '^\\p{L}+$',
  '^([a-z]+\\.)+[a-z]+$',
  '^(?:[a-z0-9]+-)*[a-z0-9]+$',
  '^(?!.*--)[a-z-]+$',
  '^\\d+(\\.\\d+)?$',
  '^(a?)*$',
  '^(?:[^"\\\\]|\\\\.)*$',
  '^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$',
  '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$',
  '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'
])('takes %s to be linear', (pattern) => {
  expect(costOf(pattern)).toBe('linear')
})

it.each([
  '[a-z]+$',
  '^a+a+$',
  '^\\s*(.*?)\\s*$',
  '^[^@]+@[^@]+\\.[^@]+$',
  '^.*foo.*$',
  '^[a-z]{1,64}[a-z0-9]{1,64}$',
  '^\\w+([-+.]\\w+)*@\\w+([-.]\\w+)*\\.\\w+([-.]\\w+)*$'
])('takes %s to be polynomial', (pattern) => {
  expect(costOf(pattern)).toBe('polynomial')
})

it.each([
  '^(a+)+$',
  '(a+)+$',
  '^(a|a)*$',
  '^(a|aa)+$',
  '^(a*)*b$',
  '^(a+|b)*c$',
  '^(a?b?)*$',
  '^(.*,)*x$',
  '^(\\w+\\s?)*$',
  '^(?:\\d|\\d\\d)+x$',
  '^(a{1,64}){1,64}$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '^(?=(a+)+$)a'
])('takes %s to be exponential', (pattern) => {
  expect(costOf(pattern)).toBe('exponential')
})

it.each(['^(a)\\1$', `^${'a?b*'.repeat(60)}$`, '('])('does not vouch for %s', (pattern) => {
  expect(costOf(pattern)).toBe('polynomial')
})

/** How often a backtracking search looks at a character before it finds that a text does not match. */
type Part = (text: string, at: number, then: (at: number) => boolean) => boolean
let looks = 0

const character =
  (wanted: string): Part =>
  (text, at, then) => {
    looks++
    return text[at] === wanted && then(at + 1)
  }
const sequence =
  (parts: Part[]): Part =>
  (text, at, then) =>
    parts.reduceRight<(at: number) => boolean>((next, part) => (i) => part(text, i, next), then)(at)
const choice =
  (parts: Part[]): Part =>
  (text, at, then) =>
    parts.some((part) => part(text, at, then))
const repetition =
  (part: Part): Part =>
  (text, at, then) =>
    looks < 200_000 &&
    (part(text, at, (i) => i > at && repetition(part)(text, i, then)) || then(at))

interface Pattern {
  source: string
  part: Part
}
const { pattern: anyPattern } = fc.letrec<{ pattern: Pattern }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('a', 'b').map((text) => ({ source: text, part: character(text) })),
    fc.array(tie('pattern'), { minLength: 1, maxLength: 3 }).map((all) => ({
      source: all.map(({ source }) => source).join(''),
      part: sequence(all.map(({ part }) => part))
    })),
    fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }).map((all) => ({
      source: `(?:${all.map(({ source }) => source).join('|')})`,
      part: choice(all.map(({ part }) => part))
    })),
    tie('pattern').map(({ source, part }) => ({ source: `(?:${source})*`, part: repetition(part) }))
  )
}))

it('calls no pattern linear that takes long of a text', () => {
  const text = fc.oneof(
    fc
      .tuple(fc.constantFrom('a', 'b', 'ab', 'aab', 'abb', 'ba'), fc.nat(2))
      .map(([piece, extra]) => piece.repeat(Math.ceil(60 / piece.length)) + 'a'.repeat(extra)),
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 40, maxLength: 60 })
  )
  fc.assert(
    fc.property(anyPattern, text, ({ source, part }, sent) => {
      looks = 0
      part(`${sent}!`, 0, (at) => at === sent.length + 1)
      const cost = costOf(`^${source}$`)
      const isSlow = looks > 60 * (source.length + 1) * 12
      expect([source, sent, looks, isSlow && cost]).not.toEqual([source, sent, looks, 'linear'])
    }),
    { numRuns: 3000 }
  )
})
