import { openShop, type Shop } from './open-shop'

let shop: Shop
beforeAll(async () => (shop = await openShop()))
afterAll(() => shop.close())

it("shows an order to its buyer, and answers another's like one that does not exist", async () => {
  const [alice, bob] = [await shop.logIn('alice'), await shop.logIn('bob')]
  const order = await shop.buy(alice)
  expect((await alice.call('GET', `/shop/orders/${order.no}`)).body).toEqual({ order })
  const foreign = await bob.call<object>('GET', `/shop/orders/${order.no}`)
  const absent = await bob.call<object>('GET', `/shop/orders/${'0'.repeat(32)}`)
  expect([foreign.status, absent.status]).toEqual([404, 404])
  const same = { requestId: expect.any(String) as unknown }
  expect({ ...foreign.body, ...same }).toEqual({ ...absent.body, ...same })
  expect((await bob.call('GET', '/shop/orders/1')).status).toBe(400)
})

it('says that it is paid only after WeChat Pay has said so', async () => {
  const alice = await shop.logIn('alice')
  const { no } = await shop.buy(alice)
  const stateOf = async () =>
    (await alice.call<{ order: { state: string } }>('GET', `/shop/orders/${no}`)).body.order.state
  shop.pay.pay(no, { notify: false })
  expect(await stateOf()).toBe('unpaid')
  expect(await shop.pay.notify(no)).toBe(204)
  expect(await stateOf()).toBe('paid')
})
