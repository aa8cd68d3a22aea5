import { openShop, type Order, type Shop, TEA } from './open-shop'

let shop: Shop
beforeAll(async () => (shop = await openShop()))
afterAll(() => shop.close())
afterEach(() => shop.pay.holdRefunds(false))

async function buyAndPay() {
  const alice = await shop.logIn('alice')
  const { no } = await shop.buy(alice, 2)
  shop.pay.pay(no)
  await shop.pay.delivered()
  const refund = () => alice.call<{ order: Order }>('POST', `/shop/orders/${no}/refund`)
  return { no, refund }
}

it('gives a paid order back once, however often it is asked for', async () => {
  const before = await shop.stockOf(TEA)
  const { no, refund } = await buyAndPay()
  const all = await Promise.all([refund(), refund(), refund()])
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200])
  await shop.work()
  await shop.pay.delivered()
  await shop.work()
  expect((await refund()).body.order.state).toBe('refunded')
  expect(shop.pay.ledger.refundedFen(no)).toBe(39600)
  expect(shop.pay.ledger.refunds.size).toBe(1)
  expect(await shop.stockOf(TEA)).toBe(before)
})

it('asks again with the same number until the refund has ended', async () => {
  const { no, refund } = await buyAndPay()
  shop.pay.holdRefunds(true)
  await refund()
  shop.pay.fail(/refunds/, 'systemError', 'systemError')
  await shop.work()
  await shop.work()
  expect(await shop.find(no)).toMatchObject({ state: 'refunding', holds_stock: 1 })
  shop.pay.ledger.findRefund(no).status = 'SUCCESS'
  await shop.work()
  expect(await shop.find(no)).toMatchObject({ state: 'refunded', holds_stock: 0 })
  expect(shop.pay.ledger.refundedFen(no)).toBe(39600)
})

it('reports a refund that WeChat Pay could not carry out', async () => {
  const { no, refund } = await buyAndPay()
  shop.pay.holdRefunds(true)
  await refund()
  await shop.work()
  shop.pay.endRefund(no, 'ABNORMAL')
  await shop.pay.delivered()
  expect(await shop.find(no)).toMatchObject({ state: 'refunding' })
  const alarms = shop.stack.lines.filter((line) => line.includes('REFUND_FAILED'))
  expect(alarms[0]).toContain(`"orderNo":"${no}"`)
})

it("refuses an order that is not paid, and another's", async () => {
  const [alice, bob] = [await shop.logIn('alice'), await shop.logIn('bob')]
  const { no } = await shop.buy(alice)
  const { status, body } = await alice.call<{ code: string }>('POST', `/shop/orders/${no}/refund`)
  expect([status, body.code]).toEqual([409, 'ORDER_CHANGED'])
  expect((await bob.call('POST', `/shop/orders/${no}/refund`)).status).toBe(404)
})
