import { type Result } from '../../../gateway-config/generated/contract'
import { openShop, type Shop } from './open-shop'

let shop: Shop
beforeAll(async () => (shop = await openShop()))
afterAll(() => shop.close())

async function list(query = '') {
  const answer = await shop.stack.fetch(`/shop/products${query}`)
  const body = (await answer.json()) as Result<'listProducts'>
  return { status: answer.status, cache: answer.headers.get('cache-control'), body }
}

it('lists what is sold to everybody, newest first, and lets it be cached', async () => {
  expect(await list()).toEqual({
    status: 200,
    cache: 'public, max-age=30',
    body: {
      products: [
        { id: 3, title: '白毫银针', priceFen: 26800, stock: 1 },
        { id: 2, title: '青瓷茶杯', priceFen: 4500, stock: 100 },
        { id: 1, title: '明前龙井 绿茶', priceFen: 19800, stock: 1000 }
      ]
    }
  })
})

it('lists many products page by page, each of them once', async () => {
  const more = Array.from({ length: 43 }, (_, i) => [100 + i, `茶 ${i}`, 100, 1])
  const { database } = shop.stack
  await database.query('INSERT INTO products (id, title, price_fen, stock) VALUES ?', [more])
  const ids: number[] = []
  let cursor: string | undefined
  let pages = 0
  do {
    const { body } = await list(cursor === undefined ? '' : `?cursor=${cursor}`)
    ids.push(...body.products.map(({ id }) => id))
    cursor = body.next
    pages++
  } while (cursor !== undefined)
  expect([pages, ids.length, new Set(ids).size]).toEqual([3, 46, 46])
  expect((await list('?cursor=1')).body).toEqual({ products: [] })
})

it.each(['', 'abc', '-1', '99999999999', "1'--", '1e3'])(
  'refuses the cursor "%s"',
  async (cursor) => {
    expect((await list(`?cursor=${encodeURIComponent(cursor)}`)).status).toBe(400)
  }
)
