import { type Caller } from '../caller'
import { openShop, type Shop, TEA } from '../shop/open-shop'

let shop: Shop
let alice: Caller
beforeAll(async () => {
  shop = await openShop()
  alice = await shop.logIn('alice')
})
afterAll(() => shop.close())
afterEach(() => {
  shop.pay.sign('publicKey')
  shop.pay.copies(1)
})

/** An order that the buyer has paid, and of which we have not heard. */
async function paidOrder(fen?: number) {
  const order = await shop.buy(alice)
  shop.pay.pay(order.no, { notify: false, fen })
  return order
}
const stateOf = async (no: string) => (await shop.find(no)).state
const eventsOf = (no: string, kind: string) =>
  shop.stack.database.query<{ state: string }>(
    'SELECT state FROM events WHERE kind = ? AND event_key = ?',
    [kind, no]
  )

it('records a payment once, with its event, whenever it is notified', async () => {
  const { no } = await paidOrder()
  const { transactionId } = shop.pay.ledger.find(no)
  expect(await shop.pay.notify(no)).toBe(204)
  expect(await shop.find(no)).toMatchObject({ state: 'paid', transaction_id: transactionId })
  expect(await eventsOf(no, 'order-paid')).toHaveLength(1)
  const again = await Promise.all(Array.from({ length: 5 }, () => shop.pay.notify(no)))
  expect(again).toEqual([204, 204, 204, 204, 204])
  expect(await eventsOf(no, 'order-paid')).toHaveLength(1)
})

it('records a payment that is notified twice at once', async () => {
  shop.pay.copies(2)
  const orders = await Promise.all(Array.from({ length: 10 }, () => shop.buy(alice)))
  for (const { no } of orders) shop.pay.pay(no)
  expect(await shop.pay.delivered()).toBe(true)
  for (const { no } of orders) {
    expect(await stateOf(no)).toBe('paid')
    expect(await eventsOf(no, 'order-paid')).toHaveLength(1)
  }
})

it.each(['publicKey', 'platformCertificate', 0, 1, 50, 100] as const)(
  'accepts both kinds of keys while WeChat Pay changes from one to the other (%s)',
  async (signing) => {
    shop.pay.sign(signing)
    const { no } = await paidOrder()
    const all = await Promise.all(Array.from({ length: 4 }, () => shop.pay.notify(no)))
    expect(all).toEqual([204, 204, 204, 204])
  }
)

it.each([
  ['a wrong signature', { how: 'signature' }],
  ["WeChat Pay's own probe", { how: 'probe' }],
  ['an unknown key', { how: 'serial' }],
  ['a body that was written again', { how: 'body' }],
  ['a time 6 minutes ago', { ageMs: 360_000 }],
  ['a time 6 minutes ahead', { ageMs: -360_000 }]
] as const)('answers %s with 401 and changes nothing', async (_name, change) => {
  const { no } = await paidOrder()
  expect(await shop.pay.notify(no, change)).toBe(401)
  expect(await stateOf(no)).toBe('unpaid')
})

it('sounds the alarm for an unknown key and a wrong clock, and not for a probe', async () => {
  const { no } = await paidOrder()
  const alarms = () => shop.stack.lines.filter((line) => line.includes('PAY_NOTICE_REFUSED')).length
  const before = alarms()
  await shop.pay.notify(no, { how: 'probe' })
  expect(alarms()).toBe(before)
  await shop.pay.notify(no, { how: 'serial' })
  await shop.pay.notify(no, { ageMs: 360_000 })
  expect(alarms()).toBe(before + 2)
})

it.each([
  ['nothing at all', ''],
  ['no JSON', '{"id":'],
  ['JSON of its own', '{"event_type":"TRANSACTION.SUCCESS"}']
])('answers %s with 401 when nobody has signed it', async (_name, body) => {
  const answer = await shop.stack.fetch('/pay/notify', { method: 'POST', body })
  expect(answer.status).toBe(401)
})

it.each([
  ['another amount', { amount: { total: 1, currency: 'CNY' } }],
  ['another currency', { amount: { total: 19800, currency: 'USD' } }],
  ['no amount', { amount: {} }],
  ['another mini-program', { appid: 'wxffffffffffffffff' }]
])('parks an order that was paid with %s, and sounds the alarm', async (_name, resource) => {
  const { no } = await paidOrder()
  expect(await shop.pay.notify(no, { resource })).toBe(204)
  expect(await shop.find(no)).toMatchObject({ state: 'mismatch', holds_stock: 1 })
  expect(
    shop.stack.lines.filter((line) => /"mismatch"/.test(line) && line.includes(no))
  ).toHaveLength(1)
  expect(await shop.pay.notify(no, { resource })).toBe(204)
  expect(await shop.pay.notify(no)).toBe(204)
  expect(await stateOf(no)).toBe('mismatch')
})

it('refuses the payment of an order that does not exist here, or of another merchant', async () => {
  const { no } = await paidOrder()
  const foreign = { resource: { out_trade_no: '0'.repeat(32) } }
  expect(await shop.pay.notify(no, foreign)).toBe(404)
  expect(await shop.pay.notify(no, { resource: { mchid: '1900000000' } })).toBe(500)
  expect(await stateOf(no)).toBe('unpaid')
})

it('takes note of what is not a success, and of what it does not know', async () => {
  const { no } = await shop.buy(alice)
  expect(await shop.pay.notify(no, { resource: { trade_state: 'NOTPAY' } })).toBe(204)
  expect(await shop.pay.notify(no, { event: 'COUPON.USE' })).toBe(204)
  expect(await stateOf(no)).toBe('unpaid')
})

it('gives the money back of an order that was closed while it was being paid', async () => {
  const before = await shop.stockOf(TEA)
  const { no } = await paidOrder()
  await shop.stack.database.query(
    "UPDATE orders SET state = 'closed', holds_stock = FALSE WHERE no = ?",
    [no]
  )
  await shop.stack.database.query('UPDATE products SET stock = stock + 1 WHERE id = ?', [TEA])
  expect([await shop.pay.notify(no), await shop.pay.notify(no)]).toEqual([204, 204])
  expect(await stateOf(no)).toBe('refunding')
  await shop.work()
  await shop.pay.delivered()
  expect(await stateOf(no)).toBe('refunded')
  expect(shop.pay.ledger.refundedFen(no)).toBe(19800)
  expect(await shop.stockOf(TEA)).toBe(before)
})

it('is told again when the database was away', async () => {
  const { no } = await shop.buy(alice)
  shop.stack.proxy.refuse(true)
  shop.pay.pay(no)
  await new Promise((resolve) => setTimeout(resolve, 100))
  shop.stack.proxy.refuse(false)
  expect(await shop.pay.delivered()).toBe(true)
  expect(await stateOf(no)).toBe('paid')
  shop.stack.proxy.refuse(true)
  expect(await shop.pay.notify(no)).toBe(503)
  shop.stack.proxy.refuse(false)
})

it.each([/UPDATE orders SET state/, /INSERT INTO events/, /COMMIT/])(
  'records a payment once when the connection breaks at %s',
  async (pattern) => {
    for (const how of ['cutAt', 'loseAnswerTo'] as const) {
      const { no } = await paidOrder()
      shop.stack.proxy[how](pattern)
      expect(await shop.pay.notify(no)).toBe(204)
      expect(await stateOf(no)).toBe('paid')
      expect(await eventsOf(no, 'order-paid')).toHaveLength(1)
    }
  }
)

it('knows of a payment that is notified before its order call has returned', async () => {
  shop.pay.fail(/jsapi/, 'hang')
  const answer = shop.order(alice, { productId: TEA, quantity: 1 }, 'paid-before-it-returned')
  let no: string | undefined
  while (!no) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    const [last] = [...shop.pay.ledger.orders.values()].slice(-1)
    if (last?.state === 'NOTPAY' && !(await shop.find(last.no)).transaction_id) no = last.no
  }
  shop.pay.pay(no)
  const { body } = await answer
  expect(await shop.pay.delivered()).toBe(true)
  expect(await stateOf(body.order.no)).toBe('paid')
})
