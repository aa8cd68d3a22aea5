import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { type PreviewServer, servePreview } from '../serve-preview'
import { openPreview, type PreviewPage } from './preview-page'

const copy = mkdtempSync(path.join(tmpdir(), 'mini program '))
let browser: Browser
let server: PreviewServer
let preview: PreviewPage

beforeAll(async () => {
  cpSync(path.join(__dirname, '../apps/gallery'), copy, { recursive: true })
  browser = await launchChromium()
  server = await servePreview('http://127.0.0.1:9', copy)
  preview = await openPreview(browser, server.url)
}, 60_000)
afterAll(async () => {
  await preview?.close()
  await browser?.close()
  await server?.stop()
  rmSync(copy, { recursive: true, force: true })
})

const save = (file: string, more: string) => appendFileSync(path.join(copy, file), more)
const shown = (selector: string) => preview.phone.locator(`.phone-page:not([hidden]) ${selector}`)

it('shows new styles in place, and keeps pages and their data when a template is saved', async () => {
  await shown('wx-navigator').getByText('事件').click()
  await shown('#word input').fill('留下')
  await shown('#word-text').getByText('留下').waitFor()
  await preview.phone.locator('html').evaluate(() => Object.assign(globalThis, { before: true }))

  save('pages/events/events.wxss', '\n#deep { width: 99px; }\n')
  await shown('#deep').evaluate(
    (one) =>
      new Promise<void>((resolve) => {
        const look = () =>
          getComputedStyle(one).width === '99px' ? resolve() : requestAnimationFrame(look)
        look()
      })
  )
  const isSame = () => preview.phone.locator('html').evaluate(() => 'before' in globalThis)
  expect([await isSame(), await shown('#word input').inputValue()]).toEqual([true, '留下'])

  save('pages/events/events.wxml', '<view id="new">刚写的</view>\n')
  await shown('#new').waitFor()
  expect(await isSame()).toBe(false)
  expect(await shown('#word input').inputValue()).toBe('留下')

  save('pages/events/events.js', '\n// other code\n')
  await shown('#word-text').getByText('a', { exact: true }).waitFor()
  await preview.phone.locator('.phone-back').click()
  await shown('#hover').waitFor()
})

it('shows on the panel what the console, the pages and the storage hold', async () => {
  await preview.page.locator('#state summary').click()
  await preview.page.locator('#data').getByText('/pages/views/views = {').waitFor()
  await preview.phone.locator('html').evaluate(() => {
    const { wx } = globalThis as unknown as {
      wx: { setStorageSync(key: string, data: object): void }
    }
    wx.setStorageSync('cart', { count: 2 })
    console.warn('from the page', { a: 1 })
  })
  await preview.page
    .locator('#stored')
    .getByText(/cart = {\s+"count": 2/)
    .waitFor()
  await preview.page.locator('#console summary').click()
  await preview.page.locator('#console .warn').getByText('from the page {"a":1}').waitFor()
})

it('names on the panel a call that the preview lacks', async () => {
  await preview.phone.locator('.phone-tabs').getByText('接口').click()
  await shown('#openBluetoothAdapter').click()
  await preview.page.locator('#trouble').getByText('预览里没有 wx.openBluetoothAdapter').waitFor()
  await shown('#result').getByText('openBluetoothAdapter:fail not supported').waitFor()
})
