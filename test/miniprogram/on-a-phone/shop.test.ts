import { failing, type Gateway, startGateway } from '../gateway'
import { type OpenPhone, openPhone } from '../phone'

let gateway: Gateway
let phone: OpenPhone
beforeEach(async () => {
  gateway = await startGateway()
  phone = await openPhone(gateway.url)
})
afterEach(() => {
  phone.close()
  return gateway.close()
})

const TEA = { id: 12, title: '明前龙井 绿茶', priceFen: 19800, stock: 6 }
const GONE = { id: 9, title: '普洱熟茶', priceFen: 8600, stock: 0 }
const NO = '6f1c0e5a7b9d43c28e10a4f7d2b6c901'
const answer = (route: string, body: object, status = 200) =>
  gateway.next(route, () => ({ status, body }))

function orderOf(state: string) {
  return {
    ...{ no: NO, state, productId: 12, title: TEA.title, quantity: 1 },
    ...{ priceFen: 19800, totalFen: 19800, createdAt: '2030-01-01T08:00:00.000Z' },
    ...{ expiresAt: '2030-01-01T08:30:00.000Z', changedAt: '2030-01-01T08:00:00.000Z' }
  }
}

async function openShop(products: object[] = [TEA, GONE]): Promise<void> {
  answer('GET /shop/products', { products })
  await phone.tap('商店')
}

/** Types into the field of the shop, and searches. */
function search(words: string): void {
  const field = phone.document.querySelector('.phone-page:not([hidden]) wx-input')
  const input = field?.shadowRoot?.querySelector('input')
  if (!input) throw new Error('no field to search in')
  const { Event, KeyboardEvent } = phone.document.defaultView ?? globalThis
  input.value = words
  input.dispatchEvent(new Event('input', { bubbles: true }))
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
}

/** Scrolls once: without a layout, every page ends where it begins. */
function scrollToEnd(): void {
  const { Event } = phone.document.defaultView ?? globalThis
  phone.document
    .querySelector('.phone-page:not([hidden]) wx-page')
    ?.dispatchEvent(new Event('scroll'))
}

it('shows what is sold, what is left of it and what is not, without a login', async () => {
  await openShop()
  await phone.sees(/明前龙井.*¥198.*仅剩6件.*普洱熟茶.*¥86.*已售罄/)
  expect(gateway.count('POST /login')).toBe(0)
  expect(phone.troubles).toEqual([])
})

it('shows the picture that a product has, and its first character until it is there', async () => {
  const pictureUrl = 'https://pictures-1250000000.cos.ap-guangzhou.myqcloud.com/12.jpg'
  await openShop([{ ...TEA, pictureUrl }, GONE])
  await phone.sees(/明.*普/)
  const pictures = [...phone.document.querySelectorAll('.phone-page:not([hidden]) wx-image')]
  expect(pictures.map((picture) => picture.getAttribute('src'))).toEqual([pictureUrl])
})

it('shows what was searched for last, though the list before it comes later', async () => {
  const list = gateway.hold('GET /shop/products', () => ({
    status: 200,
    body: { products: [GONE] }
  }))
  await phone.tap('商店')
  await list.arrived
  answer(`GET /shop/search?q=${encodeURIComponent('绿茶')}&page=1`, {
    products: [TEA],
    page: 1,
    pages: 1
  })
  search('绿茶')
  list.release()
  await phone.sees(/“绿茶”的结果.*明前龙井/)
  expect(phone.text()).not.toContain('普洱熟茶')
})

it('says that nothing is sold, and loads again by a tap what could not be loaded', async () => {
  gateway.next('GET /shop/products', failing('DATABASE_UNAVAILABLE'))
  await phone.tap('商店')
  await phone.sees('加载失败：服务暂时不可用')
  answer('GET /shop/products', { products: [] })
  await phone.tap('再试一次')
  await phone.sees('还没有商品')
})

it('does not order what is sold out', async () => {
  await openShop()
  await phone.sees('普洱熟茶')
  answer('GET /shop/products/9', { product: GONE })
  await phone.tap('普洱熟茶，¥86，已售罄')
  await phone.sees(/合计—已售罄/)
  expect(gateway.count('POST /shop/orders')).toBe(0)
})

it('says that others were faster, and orders nothing', async () => {
  await openShop()
  await phone.sees('明前龙井')
  answer('GET /shop/products/12', { product: TEA })
  await phone.tap('明前龙井 绿茶，¥198，仅剩 6 件')
  gateway.next('POST /shop/orders', failing('SOLD_OUT'))
  await phone.tap('立即购买')
  await phone.sees('下单失败：库存不足')
})

it('orders the same product a second time when its page is opened a second time', async () => {
  await phone.tap('微信登录')
  await phone.sees('已登录')
  await openShop()
  for (let i = 0; i < 2; i++) {
    await phone.sees('我的订单')
    answer('GET /shop/products/12', { product: TEA })
    await phone.tap('明前龙井 绿茶，¥198，仅剩 6 件')
    answer('POST /shop/orders', { order: orderOf('paid') }, 201)
    answer(`GET /shop/orders/${NO}`, { order: orderOf('paid') })
    await phone.tap('立即购买')
    await phone.sees('订单号')
    answer('GET /shop/products/12', { product: TEA })
    await phone.tap('返回')
    await phone.sees('合计')
    await phone.tap('返回')
  }
  const orders = gateway.received.filter(({ route }) => route === 'POST /shop/orders')
  const [first, second] = orders.map(({ idempotencyKey }) => idempotencyKey)
  expect(first).toMatch(/^[!-~]{8,64}$/)
  expect(second).not.toBe(first)
})

it('searches although storage is full, and the words cannot be kept', async () => {
  await openShop()
  await phone.sees('明前龙井')
  const { Storage } = phone.document.defaultView ?? globalThis
  Storage.prototype.setItem = () => {
    throw new Error('QuotaExceededError')
  }
  answer(`GET /shop/search?q=${encodeURIComponent('普洱')}&page=1`, {
    ...{ products: [GONE], page: 1, pages: 1 }
  })
  search('普洱')
  await phone.sees(/“普洱”的结果.*普洱熟茶/)
})

it('shows a list from its start when it is asked for again while its next page loads', async () => {
  const address = (page: number) => `GET /shop/search?q=${encodeURIComponent('茶')}&page=${page}`
  await openShop()
  answer(address(1), { products: [TEA], page: 1, pages: 2 })
  search('茶')
  await phone.sees(/“茶”的结果.*明前龙井/)
  const second = gateway.hold(address(2), () => ({
    status: 200,
    body: { products: [GONE], page: 2, pages: 2 }
  }))
  scrollToEnd()
  await second.arrived
  answer(address(1), { products: [TEA], page: 1, pages: 2 })
  search('茶')
  second.release()
  await phone.sees(/明前龙井/)
  expect(phone.text()).not.toContain('普洱熟茶')
})

it.each([
  ['unpaid', '待支付', '去支付'],
  ['paid', '已支付', '申请退款'],
  ['closed', '已关闭', undefined],
  ['refunding', '退款中', undefined],
  ['refunded', '已退款', undefined],
  ['mismatch', '处理中', undefined]
])('shows an order that is %s, with what can be done then', async (state, text, action) => {
  await phone.tap('微信登录')
  await phone.sees('已登录')
  await openShop()
  answer('GET /shop/orders', { orders: [orderOf(state)] })
  await phone.tap('我的订单')
  await phone.sees(text)
  answer(`GET /shop/orders/${NO}`, { order: orderOf(state) })
  await phone.tap(`明前龙井 绿茶，¥198，${text}`)
  await phone.sees(/订单号/)
  for (const label of ['去支付', '申请退款'])
    expect(phone.text().includes(label)).toBe(label === action)
})

it('gives an order back that is paid, after asking', async () => {
  await phone.tap('微信登录')
  await phone.sees('已登录')
  await openShop()
  answer('GET /shop/orders', { orders: [orderOf('paid')] })
  await phone.tap('我的订单')
  answer(`GET /shop/orders/${NO}`, { order: orderOf('paid') })
  await phone.tap('明前龙井 绿茶，¥198，已支付')
  await phone.tap('申请退款')
  answer(`POST /shop/orders/${NO}/refund`, { order: orderOf('refunding') })
  await phone.tap('退款')
  await phone.sees('退款中')
})

it('offers the login where the orders are', async () => {
  await openShop()
  await phone.tap('我的订单')
  await phone.sees('登录后查看')
})
