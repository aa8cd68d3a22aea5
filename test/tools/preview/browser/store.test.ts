import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import path from 'node:path'
import { type Browser } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { openPhonePage, type PhonePage } from './phone-page'

/** A shop as public templates are written: custom tab bar, LESS, SCSS, packages, aliases, WXS. */
const STORE = path.join(__dirname, '../apps/store')

let browser: Browser
let gateway: Server
let phone: PhonePage

beforeAll(async () => {
  gateway = createServer((request, reply) => {
    reply.writeHead(200, { 'content-type': 'application/json' })
    reply.end(JSON.stringify({ orders: [{ id: 'order-1' }, { id: 'order-2' }] }))
  }).listen(0, '127.0.0.1')
  browser = await launchChromium()
  const { port } = gateway.address() as AddressInfo
  phone = await openPhonePage(browser, STORE, `http://127.0.0.1:${port}`)
}, 120_000)
afterAll(async () => {
  await phone?.close()
  await browser?.close()
  gateway?.close()
})

const at = (selector: string) => phone.page.locator(`.phone-page:not([hidden]) ${selector}`)
const see = (words: string | RegExp) =>
  at('').getByText(words).filter({ visible: true }).first().waitFor()
const tapText = (words: string) =>
  at('').getByText(words, { exact: true }).filter({ visible: true }).first().click()

it('shows the shop, loads more at the bottom, and fills the cart', async () => {
  await see('商品 1：')
  await at('[aria-label=加入购物车]').first().click()
  await at('[aria-label=加入购物车]').nth(1).click()
  await see('已加入购物车')
  await phone.shoot('store-home')
  expect(await at('goods-card').count()).toBe(10)
  await at('wx-page').evaluate((one) => one.scrollTo({ top: 99_999, behavior: 'instant' }))
  await see('商品 11：')
})

it('switches tabs by a tab bar of its own, which shows what is in the cart', async () => {
  await tapText('购物车')
  await see('合计 ¥42.30')
  await at('.t-tab-bar').getByText('2', { exact: true }).waitFor()
  await at('.t-stepper__plus').first().click()
  await see('合计 ¥62.20')
  await phone.shoot('store-cart')
})

it('swipes a line aside and removes it', async () => {
  await phone.drag('.line >> nth=0', { x: -150 })
  await tapText('删除')
  await see('删除这件商品？')
  await at('.t-dialog').getByText('删除', { exact: true }).click()
  await see('合计 ¥22.40')
})

it('chooses a variant in a popup of a package', async () => {
  await phone.open('/packages/goods/detail/index?id=g3')
  await see('¥24.90')
  expect(await phone.page.locator('h1').innerText()).toBe('g3')
  await tapText('已选：请选择 × 1')
  await see('颜色')
  await tapText('蓝')
  await tapText('M')
  await see('已选：蓝 M × 1')
  await phone.shoot('store-detail')
  await tapText('确定')
  await phone.page.locator('.phone-toast').getByText('加好了').waitFor()
})

it("works with another library's fields, switches, pickers, tabs and dialogs", async () => {
  await phone.open('/pages/mine/mine')
  await at('van-field input').fill('小明')
  await see('你好，小明')
  await at('.van-switch').click()
  await see('你好，小明（通知已开）')
  await tapText('城市')
  await see('确认')
  await phone.rests()
  await phone.shoot('store-mine')
  await tapText('确认')
  await tapText('订单')
  await see(/全部 order-1/)
  await tapText('已完成')
  await see(/已完成 order-2/)
  await at('van-tab >> nth=2').getByText('取消').first().click()
  await see('取消订单')
  await tapText('确认')
  await at('')
    .getByText(/order-1/)
    .filter({ visible: true })
    .first()
    .waitFor({ state: 'hidden' })
})

it('chooses an address on a page that answers by its channel', async () => {
  await phone.open('/pages/mine/mine')
  await tapText('地址')
  await see('微信地址')
  await phone.shoot('store-address')
  await tapText('微信地址')
  await phone.page.locator('.phone-sheet').getByRole('button', { name: '使用' }).click()
  await see(/张三/)
})

it('makes no errors', () => expect(phone.errors).toEqual([]))
