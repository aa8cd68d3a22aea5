import { type PayFault } from '../../../mocks/pay'
import { isSigned } from '../../../mocks/pay/signatures'
import { type Caller } from '../caller'
import { CUP, LAST_ONE, openShop, type Shop, TEA } from './open-shop'

let shop: Shop
let alice: Caller
beforeAll(async () => {
  shop = await openShop()
  alice = await shop.logIn('alice')
})
afterAll(() => shop.close())

const PREPAY = /jsapi/

it('orders at the price of the database, takes it from the stock, and signs what the phone pays with', async () => {
  const before = await shop.stockOf(TEA)
  const { status, body } = await shop.order(alice, { productId: TEA, quantity: 3 })
  expect(status).toBe(201)
  expect(body.order).toMatchObject({ state: 'unpaid', quantity: 3, totalFen: 59400 })
  expect(await shop.stockOf(TEA)).toBe(before - 3)
  const known = shop.pay.ledger.find(body.order.no)
  expect(known).toMatchObject({ fen: 59400, description: '明前龙井 绿茶', state: 'NOTPAY' })
  const { timeStamp, nonceStr, package: name, signType, paySign } = body.payment!
  expect([name, signType]).toEqual([`prepay_id=${known.prepayId}`, 'RSA'])
  const text = `${known.appid}\n${timeStamp}\n${nonceStr}\n${name}\n`
  expect(isSigned(shop.pay.keys.merchant.publicKey, text, paySign)).toBe(true)
})

it('answers the same key with the same order, one after the other and at once', async () => {
  const before = await shop.stockOf(TEA)
  const place = () => shop.order(alice, { productId: TEA, quantity: 1 }, 'the-same-key')
  const first = await place()
  const all = [await place(), ...(await Promise.all(Array.from({ length: 8 }, place)))]
  for (const each of all) expect([each.status, each.body]).toEqual([201, first.body])
  const twice = await Promise.all(
    [1, 2].map(() => shop.order(alice, { productId: TEA, quantity: 1 }, 'another-key'))
  )
  expect(twice[0]!.body).toEqual(twice[1]!.body)
  expect(await shop.stockOf(TEA)).toBe(before - 2)
})

it('keeps the price that an order was placed at', async () => {
  const place = () => shop.order(alice, { productId: CUP, quantity: 1 }, 'before-the-price')
  const first = await place()
  await shop.stack.database.query('UPDATE products SET price_fen = 9999 WHERE id = ?', [CUP])
  expect((await place()).body).toEqual(first.body)
  const later = await shop.order(alice, { productId: CUP, quantity: 1 })
  expect(later.body.order.priceFen).toBe(9999)
})

it('refuses a key for another order, and keeps the keys of two buyers apart', async () => {
  const first = await shop.order(alice, { productId: TEA, quantity: 1 }, 'a-key-of-mine')
  const other = await shop.order(alice, { productId: TEA, quantity: 2 }, 'a-key-of-mine')
  expect([other.status, other.body.code]).toEqual([422, 'KEY_REUSED'])
  const bob = await shop.logIn('bob')
  const his = await shop.order(bob, { productId: TEA, quantity: 1 }, 'a-key-of-mine')
  expect(his.status).toBe(201)
  expect(his.body.order.no).not.toBe(first.body.order.no)
})

it.each([
  ['a negative quantity', { productId: TEA, quantity: -1 }, 400],
  ['no quantity', { productId: TEA, quantity: 0 }, 400],
  ['half of one', { productId: TEA, quantity: 0.5 }, 400],
  ['a huge quantity', { productId: TEA, quantity: 1e12 }, 400],
  ['a quantity in words', { productId: TEA, quantity: '1' }, 400],
  ['a price of its own', { productId: TEA, quantity: 1, priceFen: 1 }, 400],
  ['nothing', {}, 400],
  ['an unknown product', { productId: 404, quantity: 1 }, 404]
])('refuses %s', async (_name, request, status) => {
  const before = await shop.stockOf(TEA)
  expect((await shop.order(alice, request)).status).toBe(status)
  expect(await shop.stockOf(TEA)).toBe(before)
})

it.each([
  ['more than can be paid', 4_294_967_295],
  ['nothing to pay', 0]
])('refuses an order of %s, and holds nothing', async (_name, price) => {
  const { database } = shop.stack
  await database.query("INSERT INTO products VALUES (70, '限量', '', ?, 5, NULL)", [price])
  const { status, body } = await shop.order(alice, { productId: 70, quantity: 2 })
  expect([status, body.code]).toEqual([400, 'INVALID_REQUEST'])
  expect(await shop.stockOf(70)).toBe(5)
  await database.query('DELETE FROM products WHERE id = 70')
})

it("says that it is set up wrongly while its clock is 6 minutes off WeChat Pay's, and goes on after", async () => {
  const place = () => shop.order(alice, { productId: TEA, quantity: 1 }, 'with-a-wrong-clock')
  for (const ms of [360_000, -360_000]) {
    shop.pay.shiftClock(ms)
    const { status, body } = await place()
    expect([status, body.code]).toEqual([500, 'SERVER_MISCONFIGURED'])
  }
  shop.pay.shiftClock(0)
  expect((await place()).body.payment?.signType).toBe('RSA')
})

it('needs a token and a key', async () => {
  expect(
    (await shop.order({ ...alice, token: 'x.y.z' }, { productId: TEA, quantity: 1 })).status
  ).toBe(401)
  for (const key of ['', 'short', 'x'.repeat(65), 'with space!!'])
    expect((await shop.order(alice, { productId: TEA, quantity: 1 }, key)).status).toBe(400)
})

it('sells the last one once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => shop.order(alice, { productId: LAST_ONE, quantity: 1 }))
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ body }) => body.code === 'SOLD_OUT')).toHaveLength(9)
})

// a connection that was in use before is tried again at once, so breaking counts double
const LOST: [string, PayFault[]][] = [
  ['limits the rate', ['rateLimited']],
  ['fails before it has the order', ['systemErrorBefore', 'systemErrorBefore']],
  ['has the order and fails', ['systemError', 'systemError']],
  ['breaks the connection', ['reset', 'reset', 'reset', 'reset']],
  ['answers with a forged signature', ['forged', 'forged']],
  ['answers with an old signature', ['stale', 'stale']]
]
it.each(LOST)('goes on with the same order when WeChat Pay %s', async (name, faults) => {
  const before = await shop.stockOf(TEA)
  const key = `while-it-${name.replaceAll(' ', '-')}`
  shop.pay.heal()
  shop.pay.fail(PREPAY, ...faults)
  const place = () => shop.order(alice, { productId: TEA, quantity: 1 }, key)
  const failed = await place()
  expect([failed.status, failed.body.code]).toEqual([503, 'PAY_UNAVAILABLE'])
  expect(failed.headers.get('retry-after')).toBe('2')
  const { status, body } = await place()
  expect([status, body.payment?.signType]).toEqual([201, 'RSA'])
  expect(await shop.stockOf(TEA)).toBe(before - 1)
})

it.each([
  ['fails once before it has the order', 'systemErrorBefore'],
  ['has the order and fails once', 'systemError'],
  ['never answers once', 'hang']
] as const)('asks WeChat Pay a second time by itself when it %s', async (_name, fault) => {
  shop.pay.fail(PREPAY, fault)
  expect((await shop.order(alice, { productId: TEA, quantity: 1 })).status).toBe(201)
})

it('loses nothing when the database goes away between its own commit and the answer', async () => {
  const before = await shop.stockOf(TEA)
  const place = () => shop.order(alice, { productId: TEA, quantity: 1 }, 'lost-on-the-way')
  for (const pattern of [/INSERT INTO orders/, /UPDATE products SET stock/, /COMMIT/]) {
    shop.stack.proxy.loseAnswerTo(pattern)
    expect((await place()).status).toBe(201)
  }
  shop.stack.proxy.cutAt(/UPDATE orders SET prepay_id/)
  expect((await shop.order(alice, { productId: TEA, quantity: 1 })).status).toBe(201)
  expect(await shop.stockOf(TEA)).toBe(before - 2)
})

it('sells nothing without a merchant, and still shows what there is', async () => {
  const closed = await openShop({}, { PAY_MCHID: '' })
  const carol = await closed.logIn('carol')
  expect((await closed.stack.fetch('/shop/products')).status).toBe(200)
  const { status, body } = await closed.order(carol, { productId: TEA, quantity: 1 })
  expect([status, body.code]).toEqual([500, 'SERVER_MISCONFIGURED'])
  expect(await closed.stockOf(TEA)).toBe(1000)
  await closed.close()
})
