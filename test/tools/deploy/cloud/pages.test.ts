import { readPages } from '../../../../tools/deploy/cloud/pages'

const ALL = Array.from({ length: 45 }, (_, i) => i)
const pageOf = (offset: number) => ALL.slice(offset, offset + 20)

it.each([
  ['with the number of all', (offset: number) => ({ items: pageOf(offset), total: 45 }), 3],
  ['without it', (offset: number) => ({ items: pageOf(offset) }), 4],
  ['with null for it', (offset: number) => ({ items: pageOf(offset), total: null }), 4],
  [
    'that ends in null',
    (offset: number) => ({ items: offset < ALL.length ? pageOf(offset) : null }),
    4
  ]
])('reads every page of a list %s', async (_how, page, calls) => {
  const read = jest.fn(async (offset: number) => page(offset))
  expect(await readPages(read)).toEqual(ALL)
  expect(read).toHaveBeenCalledTimes(calls)
})

it('ends where every page is the first', async () => {
  expect(await readPages(async () => ({ items: [1] }))).toHaveLength(100)
})
