import { type Result } from '../../../gateway-config/generated/contract'
import { openShop, type Shop } from './open-shop'

let shop: Shop
beforeAll(async () => (shop = await openShop()))
afterAll(() => shop.close())

it("lists the caller's orders, newest first, page by page", async () => {
  const [alice, bob] = [await shop.logIn('alice'), await shop.logIn('bob')]
  const placed: string[] = []
  for (let i = 0; i < 23; i++) placed.unshift((await shop.buy(alice)).no)
  const list = (cursor = '') =>
    alice.call<Result<'listOrders'>>('GET', `/shop/orders${cursor && `?cursor=${cursor}`}`)
  const { body: first } = await list()
  const { body: second } = await list(first.next)
  expect(first.orders).toHaveLength(20)
  expect([...first.orders, ...second.orders].map(({ no }) => no)).toEqual(placed)
  expect(second.next).toBeUndefined()
  expect((await bob.call('GET', '/shop/orders')).body).toEqual({ orders: [] })
})

it('loses no order where a page ends between two of the same millisecond', async () => {
  const dora = await shop.logIn('dora')
  const placed: string[] = []
  for (let i = 0; i < 22; i++) placed.push((await shop.buy(dora)).no)
  await shop.stack.database.query('UPDATE orders SET created_at = ? WHERE no IN (?)', [
    new Date('2030-01-01T00:00:00.007Z'),
    placed
  ])
  const { body: first } = await dora.call<Result<'listOrders'>>('GET', '/shop/orders')
  const { body: second } = await dora.call<Result<'listOrders'>>(
    'GET',
    `/shop/orders?cursor=${first.next}`
  )
  const listed = [...first.orders, ...second.orders].map(({ no }) => no)
  expect(listed).toEqual(placed.sort().reverse())
})

it('refuses a cursor that it has not given, and a call without a token', async () => {
  const alice = await shop.logIn('alice')
  for (const cursor of ['yesterday', '2030-01-01T00:00:00.000Z', `1-${'g'.repeat(32)}`])
    expect((await alice.call('GET', `/shop/orders?cursor=${cursor}`)).status).toBe(400)
  expect((await shop.stack.fetch('/shop/orders')).status).toBe(401)
})

it('keeps the orders of a buyer who was erased, without the buyer', async () => {
  const carol = await shop.logIn('carol')
  const { no } = await shop.buy(carol)
  expect((await carol.call('DELETE', '/user')).status).toBe(204)
  const rows = await shop.stack.database.query('SELECT user_id FROM orders WHERE no = ?', [no])
  expect(rows).toEqual([{ user_id: null }])
  shop.pay.pay(no)
  expect(await shop.pay.delivered()).toBe(true)
  expect(await shop.find(no)).toMatchObject({ state: 'paid' })
})
