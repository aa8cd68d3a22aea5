import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { project } from '../../../support/project'
import { startTestStack, type TestStack } from '../../../support/stack'
import { startSwitchedGateway } from '../../gateway/switched-gateway'
import { type PreviewServer, servePreview } from '../serve-preview'
import { openPreview, type PreviewPage } from './preview-page'

const copy = mkdtempSync(path.join(tmpdir(), 'mini program '))
let browser: Browser
let stack: TestStack
let server: PreviewServer
let preview: PreviewPage

beforeAll(async () => {
  cpSync(project.miniprogramDir, copy, { recursive: true })
  ;[browser, stack] = await Promise.all([launchChromium(), startTestStack()])
  server = await servePreview(stack.url, copy)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await stack?.stop()
  rmSync(copy, { recursive: true, force: true })
})
beforeEach(async () => {
  preview = await openPreview(browser, server.url)
})
afterEach(async () => {
  await preview.close()
  cpSync(project.miniprogramDir, copy, { recursive: true })
})

it('logs a user in and out through the functions, and shows each request on the panel', async () => {
  const { page, tap, sees, set } = preview
  await set('user', 'bob')
  await tap('微信登录')
  await sees('已登录')
  await preview.shoot('logged-in')
  await tap('退出登录')
  await sees('未登录')
  const rows = page.locator('#calls tbody tr')
  await rows.nth(1).waitFor()
  expect(await rows.nth(1).innerText()).toMatch(/POST \/login\s+200\s+\d+ ms\s+function:login#/)
  expect(await rows.nth(0).innerText()).toMatch(/DELETE \/session\s+204/)
})

it('keeps the login while the database is down, and recovers with one tap', async () => {
  const { tap, sees } = preview
  await tap('微信登录')
  await sees('已登录')
  stack.proxy.refuse(true)
  await tap('刷新状态')
  await sees('登录状态已保留')
  await preview.shoot('function-down')
  stack.proxy.refuse(false)
  await tap('再试一次')
  await sees('已登录')
})

it.each([
  ['errcode-40226', '登录失败：该账号已被微信限制登录'],
  ['errcode-45011', '登录失败：操作过于频繁'],
  ['fault-html', '登录失败：微信返回的数据异常'],
  ['fail', '登录失败：未能获取微信登录凭证']
])('shows why a login failed when the panel makes WeChat fail: %s', async (login, words) => {
  await preview.set('login', login)
  await preview.tap('微信登录')
  await preview.sees(words)
  await preview.shoot(`wechat-${login}`)
})

it('takes the phone offline and back online', async () => {
  await preview.set('network', 'offline')
  await preview.tap('微信登录')
  await preview.sees('登录失败：网络不可用')
  await preview.shoot('offline')
  await preview.set('network', 'online')
  await preview.tap('微信登录')
  await preview.sees('已登录')
})

it.each(['320', '375', '430'])(
  'keeps everything on the screen at %s px, light or dark',
  async (width) => {
    await preview.tap('微信登录')
    await preview.sees('已登录')
    await preview.set('widthPx', width)
    for (const theme of ['light', 'dark'])
      for (const scale of ['1', '1.5']) {
        await preview.set('theme', theme)
        await preview.set('fontScale', scale)
        const page = preview.phone.locator('wx-page')
        await preview.shoot(`${width}-${theme}-${scale}`)
        expect(await page.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
      }
    const color = await preview.phone
      .locator('wx-page')
      .evaluate((one) => getComputedStyle(one as never).backgroundColor)
    expect(color).toBe('rgb(17, 17, 17)')
  }
)

it('reloads after a save, and names what is broken', async () => {
  const file = path.join(copy, 'pages/home/home.wxml')
  const text = readFileSync(file, 'utf8')
  await preview.sees('未登录')
  writeFileSync(file, text.replace('<view class="page">', '<view class="page">刚刚保存'))
  await preview.sees(/刚刚保存/)
  writeFileSync(file, `${text}\n<view>`)
  await preview.page
    .locator('#trouble')
    .getByText(/pages\/home\/home\.wxml:\d+\s+missing end tag/)
    .waitFor()
  await preview.sees(/编译没有通过/)
  await preview.shoot('broken')
  writeFileSync(file, text)
  await preview.sees('未登录')
})

it('stays on the same page after a save', async () => {
  const file = path.join(copy, 'pages/about/about.wxml')
  const text = readFileSync(file, 'utf8')
  await preview.follow('关于与诊断')
  await preview.sees('基础库')
  writeFileSync(file, text.replace('<view class="page">', '<view class="page">刚刚保存'))
  await preview.sees(/刚刚保存/)
  await preview.sees('基础库')
})

it('shows an uncaught error on the panel', async () => {
  const file = path.join(copy, 'pages/home/home.ts')
  const text = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    text.replace(
      'onShow(): void {',
      'async onShow() {\n await wx.startBeaconDiscovery({ uuids: [] })\n'
    )
  )
  await preview.page
    .getByText(/预览里没有 wx\.startBeaconDiscovery/)
    .first()
    .waitFor()
  writeFileSync(file, text)
  await preview.page.locator('#trouble').waitFor({ state: 'hidden' })
})

it('gives a second phone its own login', async () => {
  await preview.tap('微信登录')
  await preview.sees('已登录')
  await preview.page.goto(`${server.url}/preview?phone=2`)
  await preview.sees('未登录')
})

it('switches what answers a route, and the page shows what did', async () => {
  const gateway = await startSwitchedGateway()
  const own = await servePreview(gateway.url)
  const { page, phone, tap, sees, close } = await openPreview(browser, own.url)
  try {
    const answeredBy = (source: RegExp) =>
      page.locator('#calls tbody tr').first().getByText(source).waitFor()
    await tap('微信登录')
    await sees('已登录')
    await page.locator('details:has(#routes) > summary').click()
    await page.locator('[data-operation=getSession]').selectOption('mock')
    await page.getByText(/网关：1 mock，\d+ function/).waitFor()
    await tap('刷新状态')
    await answeredBy(/^mock:/)
    await sees('示例数据')
    await page.locator('[data-operation=getSession]').selectOption('function')
    await page.getByText(/网关：\d+ function$/).waitFor()
    await tap('刷新状态')
    await answeredBy(/^function:session/)
    await phone.getByText('示例数据').waitFor({ state: 'hidden' })
  } finally {
    await close()
    await own.stop()
    await gateway.stop()
  }
})

it('shows on the panel why the gateway refuses to switch', async () => {
  const { page } = preview
  await page.locator('details:has(#routes) > summary').click()
  await page.locator('[data-operation=login]').selectOption('mock')
  await page.getByText(/切换失败：/).waitFor()
})
