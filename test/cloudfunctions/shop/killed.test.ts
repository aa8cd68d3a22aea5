import { killChildren } from '../../../bench/events/under-fire'
import { type Caller } from '../caller'
import { openShop, type Shop, TEA } from './open-shop'

let shop: Shop
let alice: Caller
beforeAll(async () => {
  shop = await openShop()
  alice = await shop.logIn('alice')
})
afterAll(() => shop.close())

const isWindows = process.platform === 'win32'

/** Kills a function as soon as it sends such a statement, which the server still gets. */
function killAt(pattern: RegExp, bundle = 'shop.js'): void {
  const { proxy } = shop.stack
  proxy.onData = (way, text) => {
    if (way === 'there' && pattern.test(text)) {
      proxy.onData = undefined
      killChildren(bundle)
    }
    return 'pass'
  }
}

async function expectOneOrder(key: string, fail: () => void): Promise<void> {
  const before = await shop.stockOf(TEA)
  const place = () => shop.order(alice, { productId: TEA, quantity: 1 }, key)
  fail()
  expect((await place()).status).not.toBe(201)
  const { status, body } = await place()
  expect([status, body.payment?.signType]).toEqual([201, 'RSA'])
  expect((await place()).body).toEqual(body)
  expect(await shop.stockOf(TEA)).toBe(before - 1)
  expect(shop.pay.ledger.find(body.order.no)).toMatchObject({ state: 'NOTPAY', fen: 19800 })
}

it.each([
  ['begins', /START TRANSACTION/],
  ['writes its order', /INSERT INTO orders/],
  ['leaves its event', /INSERT INTO events/],
  ['takes the stock', /UPDATE products SET stock/],
  ['commits', /COMMIT/],
  ['keeps the prepay_id', /UPDATE orders SET prepay_id/]
])('places one order when the function is killed as it %s', async (step, pattern) => {
  if (!isWindows)
    await expectOneOrder(`killed-as-it-${step.replace(/\W/g, '-')}`, () => killAt(pattern))
})

it('places one order when the function is killed after WeChat Pay has it, and before it has heard so', async () => {
  if (isWindows) return
  const asked = shop.pay.asked.length
  await expectOneOrder('killed-while-it-asks', () => {
    shop.pay.fail(/jsapi/, 'hang')
    const timer = setInterval(() => {
      if (shop.pay.asked.length === asked) return
      clearInterval(timer)
      killChildren('shop.js')
    }, 5)
  })
})

it.each([
  ['its change', /UPDATE orders SET state/],
  ['its event', /INSERT INTO events/],
  ['the commit', /COMMIT/]
])(
  'records a payment once when the function is killed at %s, and is told again',
  async (_step, pattern) => {
    if (isWindows) return
    const { no } = await shop.buy(alice)
    killAt(pattern, 'pay.js')
    shop.pay.pay(no)
    expect(await shop.pay.delivered()).toBe(true)
    expect(await shop.find(no)).toMatchObject({ state: 'paid' })
    const events = await shop.stack.database.query(
      "SELECT id FROM events WHERE kind = 'order-paid' AND event_key = ?",
      [no]
    )
    expect(events).toHaveLength(1)
  }
)
