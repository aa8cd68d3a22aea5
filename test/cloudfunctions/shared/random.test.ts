import { takeRandom } from '../../../cloudfunctions/shared/core/random'

it('gives random bytes to each caller once, however many are drawn at a time', () => {
  const lengths = Array.from({ length: 1000 }, (_, i) => (i % 100 === 99 ? 3000 : 12 + (i % 5)))
  const taken = lengths.map(takeRandom)
  expect(taken.map(({ length }) => length)).toEqual(lengths)
  expect(new Set(taken.map((bytes) => bytes.toString('hex'))).size).toBe(taken.length)
  // no run of zeros either: what has been given away is erased
  expect(taken.filter((bytes) => bytes.includes(Buffer.alloc(6)))).toEqual([])
})

it('gives callers bytes of their own, which others cannot see or change', () => {
  const first = takeRandom(16)
  const copy = Buffer.from(first)
  const second = takeRandom(16)
  first.fill(0)
  const kept = Buffer.from(second)
  first.fill(1)
  expect(second).toEqual(kept)
  expect(copy).not.toEqual(second)
})
