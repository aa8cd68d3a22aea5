import { readPages } from '../../../../tools/deploy/cloud/pages'

const ALL = Array.from({ length: 45 }, (_, i) => i)
const pageOf = (offset: number) => ALL.slice(offset, offset + 20)

it.each([
  ['with the number of all', (at: number) => ({ Items: pageOf(at), TotalCount: 45 }), 3],
  ['with its other name', (at: number) => ({ Items: pageOf(at), Total: 45 }), 3],
  ['without it', (at: number) => ({ Items: pageOf(at) }), 4],
  ['with null for it', (at: number) => ({ Items: pageOf(at), TotalCount: null }), 4],
  ['that ends in null', (at: number) => ({ Items: at < ALL.length ? pageOf(at) : null }), 4]
])('reads every page of a list %s', async (_how, page, calls) => {
  const read = jest.fn(async ({ Offset }: { Offset: number }) => page(Offset))
  expect(await readPages('Items', read)).toEqual(ALL)
  expect(read).toHaveBeenCalledTimes(calls)
})

it('ends where every page is the first', async () => {
  expect(await readPages('Items', async () => ({ Items: [1] }))).toHaveLength(100)
})
