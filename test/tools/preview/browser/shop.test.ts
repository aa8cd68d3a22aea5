import { type Browser } from 'playwright-core'
import { openShop, type Shop } from '../../../cloudfunctions/shop/open-shop'
import { failing, type Gateway, startGateway } from '../../../miniprogram/gateway'
import { until } from '../../../miniprogram/until'
import { launchChromium } from '../../../support/chromium'
import { type MockGateway, startMock } from '../../gateway/helpers'
import { type PreviewServer, servePreview } from '../serve-preview'
import { expectLooks } from './expect-looks'
import { openPreview, type PreviewPage } from './preview-page'

let browser: Browser
beforeAll(async () => (browser = await launchChromium()))
afterAll(() => browser?.close())
jest.setTimeout(120_000)

/** Types into the field of the shop, and searches. */
async function search({ phone }: PreviewPage, words: string): Promise<void> {
  const field = phone.getByRole('textbox', { name: '搜索商品' })
  await field.fill(words)
  await field.press('Enter')
}

describe('with functions', () => {
  let shop: Shop
  let preview: PreviewPage
  beforeAll(async () => (shop = await openShop()))
  afterAll(() => shop?.close())
  beforeEach(async () => (preview = await openPreview(browser, shop.stack.url)))
  afterEach(() => preview.close())

  const orders = () => [...shop.pay.ledger.orders.values()]

  it('sells what was searched for, pays it, says so once the server knows, and gives it back', async () => {
    const { follow, tap, sees } = preview
    await follow('商店')
    await search(preview, '龙井')
    await sees('“龙井”的结果')
    await follow('明前龙井 绿茶，¥198')
    await tap('增加')
    await sees('¥396')
    await tap('立即购买')
    await sees('微信支付')
    // the notification does not come yet
    shop.pay.reach('')
    await tap('支付')
    await sees('支付结果确认中')
    const [order] = orders()
    expect(order).toMatchObject({ fen: 39600, state: 'SUCCESS' })
    shop.pay.reach(shop.stack.url)
    expect(await shop.pay.notify(order?.no ?? '')).toBe(204)
    await sees('已支付')
    await tap('申请退款')
    await tap('退款')
    await sees('退款中')
    await shop.work()
    await shop.pay.delivered()
    await preview.page.getByRole('button', { name: '下拉刷新' }).click()
    await sees('已退款')
    expect(shop.pay.ledger.refundedFen(order?.no ?? '')).toBe(39600)
    expect(preview.complaints).toEqual([])
  })

  it('keeps an order that was not paid, and shows a payment that comes after the page gave up', async () => {
    const { follow, tap, sees } = preview
    await follow('商店')
    await follow('明前龙井 绿茶，¥198')
    await tap('立即购买')
    await tap('取消')
    await sees('待支付')
    const before = orders().length
    await tap('去支付')
    await tap('关闭，稍后到账')
    await sees('待支付')
    await until(
      () => orders().at(-1)?.state === 'SUCCESS',
      () => 'a late payment'
    )
    expect(await shop.pay.delivered()).toBe(true)
    await preview.page.getByRole('button', { name: '下拉刷新' }).click()
    await sees('已支付')
    expect(orders()).toHaveLength(before)
    expect(preview.complaints).toEqual([])
  })
})

describe('with mocks alone', () => {
  let mock: MockGateway
  let server: PreviewServer
  let preview: PreviewPage
  beforeAll(async () => {
    mock = await startMock()
    server = await servePreview(mock.url)
  })
  afterAll(async () => {
    await server?.stop()
    await mock?.stop()
  })
  beforeEach(async () => (preview = await openPreview(browser, server.url)))
  afterEach(() => preview.close())

  const looks = (name: string) => expectLooks(preview, `shop: ${name}`)
  const back = () => preview.tap('返回')

  it('shows every page from the list to the refund before a function exists', async () => {
    const { follow, tap, sees } = preview
    const body =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#7a8f6a"/></svg>'
    await preview.page
      .context()
      .route('https://pictures.example.com/*', (route) =>
        route.fulfill({ contentType: 'image/svg+xml', body })
      )
    await follow('商店')
    await sees('明前龙井 绿茶')
    const picture = preview.phone.locator('wx-image img').first()
    expect(await picture.evaluate((image) => (image as HTMLImageElement).decode())).toBeUndefined()
    await looks('list')
    await search(preview, '没有')
    await sees('没有找到相关商品，换个词试试')
    await looks('nothing found')
    await search(preview, '茶')
    await sees('“茶”的结果')
    await preview.phone.getByRole('textbox', { name: '搜索商品' }).focus()
    await sees('清除记录')
    await looks('found')
    await follow('普洱熟茶 小青柑，¥86，已售罄')
    await sees('¥86')
    await looks('sold out')
    await back()
    await follow('明前龙井 绿茶，¥198')
    await sees('¥198')
    await looks('product')
    await tap('立即购买')
    await sees('微信支付')
    await looks('sheet')
    await tap('取消')
    await sees('待支付')
    await looks('not paid')
    await tap('取消订单')
    await looks('cancelling asked')
    await preview.phone.getByRole('dialog').getByRole('button', { name: '取消订单' }).click()
    await sees('已关闭')
    await back()
    await tap('立即购买')
    await tap('支付')
    await sees('支付结果确认中')
    await looks('confirming')
    await sees('已支付')
    await looks('paid')
    await tap('申请退款')
    await tap('退款')
    await sees('退款中')
    await looks('refunding')
    await preview.page.getByRole('button', { name: '下拉刷新' }).click()
    await sees('已退款')
    await looks('refunded')
  })

  it('lists an order in each state, and shows each of them', async () => {
    const { follow, tap, sees } = preview
    await follow('商店')
    await follow('我的订单')
    await sees('登录后查看')
    await looks('orders logged out')
    await tap('微信登录')
    await sees('处理中')
    await looks('orders')
    await follow('竹编茶盘，¥128，处理中')
    await sees('支付金额与订单不符，我们正在核对。')
    await looks('mismatch')
  })
})

describe('with a gateway that does as it is told', () => {
  let gateway: Gateway
  let server: PreviewServer
  let preview: PreviewPage
  beforeAll(async () => (server = await servePreview(() => gateway.url)))
  afterAll(() => server?.stop())
  beforeEach(async () => {
    gateway = await startGateway()
    preview = await openPreview(browser, server.url)
  })
  afterEach(async () => {
    await preview.close()
    await gateway.close()
  })

  it.each([
    ['slow', () => new Promise<undefined>(() => undefined), ''],
    ['empty', () => ({ status: 200, body: { products: [] } }), '还没有商品'],
    ['server down', failing('DATABASE_UNAVAILABLE', { 'Retry-After': '60' }), /加载失败/]
  ] as const)('shows a list that is %s', async (name, script, words) => {
    gateway.next('GET /shop/products', script)
    await preview.follow('商店')
    if (words) await preview.sees(words)
    else await preview.phone.locator('.blank').first().waitFor()
    await expectLooks(preview, `shop: ${name}`)
  })
})
