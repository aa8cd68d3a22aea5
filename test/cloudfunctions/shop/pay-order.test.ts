import { openShop, type Placed, type Shop } from './open-shop'

let shop: Shop
beforeAll(async () => (shop = await openShop()))
afterAll(() => shop.close())

it('pays an order that was placed earlier, with the same parameters for some minutes', async () => {
  const alice = await shop.logIn('alice')
  const { no } = await shop.buy(alice)
  const pay = () => alice.call<Placed>('POST', `/shop/orders/${no}/payment`)
  const { status, body } = await pay()
  expect([status, body.order.no]).toEqual([200, no])
  expect((await pay()).body).toEqual(body)
  const old = new Date(Date.now() - 600_000)
  await shop.stack.database.query('UPDATE orders SET prepaid_at = ? WHERE no = ?', [old, no])
  const later = (await pay()).body.payment
  expect(later?.package).toBe(body.payment?.package)
  expect(Number(later?.timeStamp)).toBeGreaterThan(Date.now() / 1000 - 10)
})

it("refuses an order that is paid, closed, about to expire or somebody else's", async () => {
  const [alice, bob] = [await shop.logIn('alice'), await shop.logIn('bob')]
  const pay = async (no: string, buyer = alice) => {
    const { status, body } = await buyer.call<{ code: string }>(
      'POST',
      `/shop/orders/${no}/payment`
    )
    return [status, body.code]
  }
  const { no: paid } = await shop.buy(alice)
  shop.pay.pay(paid)
  await shop.pay.delivered()
  expect(await pay(paid)).toEqual([409, 'ORDER_CHANGED'])
  const { no: late } = await shop.buy(alice)
  await shop.expire(late)
  expect(await pay(late)).toEqual([409, 'ORDER_CHANGED'])
  expect(await pay(paid, bob)).toEqual([404, 'NOT_FOUND'])
})

it('finds out that an order was paid when WeChat Pay will not take it again', async () => {
  const alice = await shop.logIn('alice')
  const { no } = await shop.buy(alice)
  shop.pay.pay(no, { notify: false })
  await shop.stack.database.query('UPDATE orders SET prepay_id = NULL, prepaid_at = NULL')
  expect((await alice.call('POST', `/shop/orders/${no}/payment`)).status).toBe(409)
  expect(await shop.find(no)).toMatchObject({ state: 'paid' })
})
