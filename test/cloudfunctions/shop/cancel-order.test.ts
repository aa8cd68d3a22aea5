import { openShop, type Order, type Shop, TEA } from './open-shop'

let shop: Shop
beforeAll(async () => (shop = await openShop()))
afterAll(() => shop.close())

it('closes an unpaid order at both sides and gives its stock back, once', async () => {
  const alice = await shop.logIn('alice')
  const before = await shop.stockOf(TEA)
  const { no } = await shop.buy(alice, 5)
  const cancel = () => alice.call<{ order: Order }>('POST', `/shop/orders/${no}/cancellation`)
  const all = await Promise.all([cancel(), cancel(), cancel()])
  expect(all.map(({ body }) => body.order.state)).toEqual(['closed', 'closed', 'closed'])
  expect((await cancel()).status).toBe(200)
  expect(await shop.stockOf(TEA)).toBe(before)
  expect(shop.pay.ledger.find(no).state).toBe('CLOSED')
})

it('leaves an order paid that was paid meanwhile', async () => {
  const alice = await shop.logIn('alice')
  const { no } = await shop.buy(alice)
  shop.pay.pay(no, { notify: false })
  const { body } = await alice.call<{ order: Order }>('POST', `/shop/orders/${no}/cancellation`)
  expect(body.order.state).toBe('paid')
})

it("answers another's order like one that does not exist, and keeps it open when WeChat Pay is away", async () => {
  const [alice, bob] = [await shop.logIn('alice'), await shop.logIn('bob')]
  const { no } = await shop.buy(alice)
  expect((await bob.call('POST', `/shop/orders/${no}/cancellation`)).status).toBe(404)
  shop.pay.fail(/close/, 'systemErrorBefore', 'systemErrorBefore')
  expect((await alice.call('POST', `/shop/orders/${no}/cancellation`)).status).toBe(503)
  expect(await shop.find(no)).toMatchObject({ state: 'unpaid', holds_stock: 1 })
})
