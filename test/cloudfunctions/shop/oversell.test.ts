import { CUP, openShop, type Shop } from './open-shop'

let shop: Shop
beforeAll(async () => (shop = await openShop()))
afterAll(() => shop.close())

it('does not oversell to 500 buyers at once', async () => {
  await shop.stack.database.query('UPDATE products SET stock = 100 WHERE id = ?', [CUP])
  const buyers = await Promise.all(Array.from({ length: 25 }, (_, i) => shop.logIn(`buyer${i}`)))
  const buy = async (i: number): Promise<number> => {
    const cup = { productId: CUP, quantity: 1 }
    const order = shop.order(buyers[i % 25]!, cup, `one-of-${i}-buyers`)
    return order.then(
      (answer) => answer.status,
      () => 0
    )
  }
  const statuses: number[] = []
  // on a slow machine some have to wait longer than a request may; they ask again once the others are done
  let waiting = Array.from({ length: 500 }, (_, i) => i)
  while (waiting.length > 0) {
    const answers = await Promise.all(waiting.map(buy))
    const isRefused = (status: number) => status === 0 || status >= 430
    statuses.push(...answers.filter((status) => !isRefused(status)))
    waiting = waiting.filter((_, nth) => isRefused(answers[nth]!))
  }
  expect(statuses.filter((status) => ![201, 409].includes(status))).toEqual([])
  expect(statuses.filter((status) => status === 201)).toHaveLength(100)
  expect(await shop.stockOf(CUP)).toBe(0)
  const held = await shop.stack.database.query(
    'SELECT no FROM orders WHERE product_id = ? AND holds_stock',
    [CUP]
  )
  expect(held).toHaveLength(100)
}, 240_000)
