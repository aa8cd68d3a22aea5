import { grouped, yuan } from '../../../miniprogram/pages/common/numbers'

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567']
])('writes %d as %s', (count, text) => {
  expect(grouped(count)).toBe(text)
})

it.each([
  [0, '¥0'],
  [5, '¥0.05'],
  [19800, '¥198'],
  [123456789, '¥1,234,567.89']
])('writes %d fen as %s', (fen, text) => {
  expect(yuan(fen)).toBe(text)
})
