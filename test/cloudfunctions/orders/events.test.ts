import { type Caller } from '../caller'
import { openShop, type Shop, TEA } from '../shop/open-shop'

let shop: Shop
let alice: Caller
beforeAll(async () => {
  shop = await openShop()
  alice = await shop.logIn('alice')
})
afterAll(() => shop.close())

const dueOf = async (no: string) => {
  const [row] = await shop.stack.database.query<{ due_at: Date; state: string }>(
    "SELECT due_at, state FROM events WHERE kind = 'order-placed' AND event_key = ?",
    [no]
  )
  return { state: row?.state, seconds: ((row?.due_at.getTime() ?? 0) - Date.now()) / 1000 }
}

it('finds a payment whose notification was lost', async () => {
  const { no } = await shop.buy(alice)
  const due = await dueOf(no)
  expect(due.seconds).toBeGreaterThan(20)
  expect(due.seconds).toBeLessThanOrEqual(30)
  shop.pay.pay(no, { notify: false })
  await shop.work()
  expect(await shop.find(no)).toMatchObject({ state: 'paid' })
  expect((await dueOf(no)).state).toBe('done')
})

it('asks at growing times until the order expires, and then gives the stock back', async () => {
  const before = await shop.stockOf(TEA)
  const { no } = await shop.buy(alice, 4)
  const age = (seconds: number) =>
    shop.stack.database.query('UPDATE orders SET created_at = ? WHERE no = ?', [
      new Date(Date.now() - seconds * 1000),
      no
    ])
  await age(31)
  await shop.work()
  expect((await dueOf(no)).seconds).toBeGreaterThan(250)
  expect((await dueOf(no)).seconds).toBeLessThan(271)
  await age(301)
  await shop.work()
  expect((await dueOf(no)).seconds).toBeGreaterThan(1400)
  await shop.expire(no)
  await shop.work()
  expect(await shop.find(no)).toMatchObject({ state: 'closed', holds_stock: 0 })
  expect(await shop.stockOf(TEA)).toBe(before)
  expect(() => shop.pay.pay(no)).toThrow()
})

it('keeps an order that was paid in its last second', async () => {
  const { no } = await shop.buy(alice)
  shop.pay.pay(no, { notify: false })
  await shop.expire(no)
  await shop.work()
  expect(await shop.find(no)).toMatchObject({ state: 'paid', holds_stock: 1 })
})

it('closes an expired order that WeChat Pay has never heard of', async () => {
  shop.pay.fail(/jsapi/, 'systemErrorBefore', 'systemErrorBefore')
  const key = 'never-heard-of'
  expect((await shop.order(alice, { productId: TEA, quantity: 1 }, key)).status).toBe(503)
  const [row] = await shop.stack.database.query<{ no: string }>(
    'SELECT no FROM orders WHERE prepay_id IS NULL'
  )
  const no = row?.no ?? ''
  await shop.expire(no)
  await shop.work()
  expect(await shop.find(no)).toMatchObject({ state: 'closed', holds_stock: 0 })
  const late = await shop.order(alice, { productId: TEA, quantity: 1 }, key)
  expect([late.status, late.body.order.state, late.body.payment]).toEqual([
    201,
    'closed',
    undefined
  ])
})

it('tries again when WeChat Pay is away, and closes nothing meanwhile', async () => {
  const { no } = await shop.buy(alice)
  await shop.expire(no)
  shop.pay.fail(/GET .*out-trade-no/, 'systemError', 'systemError')
  await shop.work()
  expect(await shop.find(no)).toMatchObject({ state: 'unpaid', holds_stock: 1 })
  shop.pay.fail(/close/, 'hang', 'hang')
  await shop.work()
  expect(await shop.find(no)).toMatchObject({ state: 'closed', holds_stock: 0 })
}, 30_000)
