import { type Result } from '../../../gateway-config/generated/contract'
import { openShop, type Shop } from './open-shop'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.stack.database.query(
    'INSERT INTO products (id, title, words, price_fen, stock) VALUES ?',
    [
      [
        [10, '100% 纯棉茶巾', 'cloth', 100, 1],
        [11, 'under_score', "O'Brien", 100, 1],
        [12, 'Ａ級 ＴＥＡ', '', 100, 1]
      ]
    ]
  )
})
afterAll(() => shop.close())

async function search(q: string, page?: number | string) {
  const query = new URLSearchParams({ q, ...(page !== undefined && { page: String(page) }) })
  const answer = await shop.stack.fetch(`/shop/search?${query.toString()}`)
  return { status: answer.status, body: (await answer.json()) as Result<'searchProducts'> }
}
const idsOf = async (q: string) => (await search(q)).body.products.map(({ id }) => id)

it.each([
  ['茶', [10, 2, 1, 3]],
  ['龙井', [1]],
  ['绿茶', [1]],
  ['tea', [12, 3, 1]],
  ['TEA', [12, 3, 1]],
  ['green 茶', [1]],
  ['茶 绿茶 longjing', [1]],
  ['茶叶 cup', []],
  ['  cup  ', [2]],
  ['咖啡', []]
])('finds "%s"', async (q, ids) => {
  expect(await idsOf(q)).toEqual(ids)
})

it.each([
  ['%', [10]],
  ['100%', [10]],
  ['_', [11]],
  ['r_s', [11]],
  ["o'brien", [11]],
  ['!', []],
  ['"', []],
  ['\\', []],
  ['+-><()~*"@', []],
  ['+茶 -龙井', []],
  ["'; DROP TABLE products; --", []],
  ['*', []],
  ['\u0000', []],
  ['tea"', []]
])('takes %j for letters to look for', async (q, ids) => {
  expect(await idsOf(q)).toEqual(ids)
})

it('answers emoji and half of one without an error', async () => {
  expect((await search('🍵🍵')).status).toBe(200)
  expect((await shop.stack.fetch('/shop/search?q=%F0%9F%8D')).status).toBe(400)
})

it.each([
  ['', 400],
  ['   ', 400],
  ['x'.repeat(10_000), 400],
  ['x'.repeat(64), 200]
])('answers %.20j with %i', async (q, status) => {
  expect((await search(q)).status).toBe(status)
})

it('counts pages, and has nothing beyond the last', async () => {
  const many = Array.from({ length: 45 }, (_, i) => [1000 + i, `乌龙 ${i}`, 100, 1])
  await shop.stack.database.query('INSERT INTO products (id, title, price_fen, stock) VALUES ?', [
    many
  ])
  const pages = await Promise.all([1, 2, 3, 4].map((page) => search('乌龙', page)))
  expect(pages.map(({ body }) => [body.products.length, body.page, body.pages])).toEqual([
    [20, 1, 3],
    [20, 2, 3],
    [5, 3, 3],
    [0, 4, 3]
  ])
  for (const page of ['0', '-1', '1.5', 'two', '101', '1000000000'])
    expect((await search('茶', page)).status).toBe(400)
})
