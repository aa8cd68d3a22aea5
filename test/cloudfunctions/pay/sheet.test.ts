import { type Schemas } from '../../../gateway-config/generated/contract'
import { type Caller } from '../caller'
import { openShop, type Shop, TEA } from '../shop/open-shop'

let shop: Shop
let alice: Caller
beforeAll(async () => {
  shop = await openShop()
  alice = await shop.logIn('alice')
})
afterAll(() => shop.close())

/** What the preview's payment sheet sends, as a browser sends it for a page of the preview. */
const decide = (outcome: string, payment?: Partial<Schemas['Payment']>) =>
  shop.stack.fetch('/preview/pay', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ outcome, ...payment })
  })

const place = async () => (await shop.order(alice, { productId: TEA, quantity: 1 })).body

it('pays what the preview shows, at once or late, or leaves it', async () => {
  const [paid, late, left] = [await place(), await place(), await place()]
  expect((await decide('pay', paid.payment)).status).toBe(200)
  expect((await decide('late', late.payment)).status).toBe(200)
  expect((await decide('cancel', left.payment)).status).toBe(200)
  await shop.pay.delivered()
  expect(await shop.find(paid.order.no)).toMatchObject({ state: 'paid' })
  while ((await shop.find(late.order.no)).state !== 'paid')
    await new Promise((resolve) => setTimeout(resolve, 10))
  expect(await shop.find(left.order.no)).toMatchObject({ state: 'unpaid' })
})

it('takes no payment that the merchant has not signed', async () => {
  const { payment } = await place()
  expect((await decide('pay', { ...payment, timeStamp: '1' })).status).toBe(400)
  expect((await decide('pay', { ...payment, package: 'prepay_id=wx1' })).status).toBe(404)
})
