import { existsSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type Page } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { project } from '../../../support/project'
import { type PreviewServer, servePreview } from '../serve-preview'
import { removeApps, writeApp } from '../write-app'

const MODULES = path.join(project.root, 'node_modules')
const LIBRARIES = [
  { name: 'tdesign-miniprogram', folder: 'miniprogram_dist', prefix: 't' },
  { name: '@vant/weapp', folder: 'lib', prefix: 'van' }
]
/** What these cannot do without. */
const REQUIRED: Record<string, string> = {
  't-cascader': 'options="{{[{ label: 1, value: 1 }]}}"',
  't-chat-content': "content=\"{{ { type: 'text', data: 'text' } }}\""
}

const components = LIBRARIES.flatMap(({ name, folder, prefix }) => {
  const root = path.join(MODULES, name, folder)
  return readdirSync(root).flatMap((component) => {
    const file = [component, 'index'].find((one) =>
      ['json', 'wxml'].every((end) => existsSync(path.join(root, component, `${one}.${end}`)))
    )
    return file ? [{ tag: `${prefix}-${component}`, place: `${name}/${component}/${file}` }] : []
  })
})

const files = Object.fromEntries(
  components.flatMap(({ tag, place }): [string, string | object][] => [
    [`${tag}/page.js`, 'Page({})'],
    [`${tag}/page.json`, { usingComponents: { [tag]: place } }],
    [`${tag}/page.wxml`, `<${tag} ${REQUIRED[tag] ?? ''}>content</${tag}>`]
  ])
)

const TRY = {
  'try/try.json': {
    usingComponents: {
      't-button': 'tdesign-miniprogram/button/button',
      't-popup': 'tdesign-miniprogram/popup/popup',
      't-input': 'tdesign-miniprogram/input/input',
      'van-tabs': '@vant/weapp/tabs/index',
      'van-tab': '@vant/weapp/tab/index',
      'van-switch': '@vant/weapp/switch/index'
    }
  },
  'try/try.js': `Page({
    data: { shown: false, said: '', on: false },
    open() { this.setData({ shown: true }) },
    say({ detail }) { this.setData({ said: detail.title || detail.value }) },
    turn({ detail }) { this.setData({ on: detail }) }
  })`,
  'try/try.wxml': `<t-button bind:tap="open">open</t-button>
    <t-popup visible="{{shown}}" placement="bottom"><view>in the popup</view></t-popup>
    <t-input placeholder="write here" bind:change="say" />
    <van-tabs bind:change="say"><van-tab title="first">1</van-tab><van-tab title="second">2</van-tab></van-tabs>
    <van-switch checked="{{on}}" bind:change="turn" /><view>said {{said}} {{on}}</view>`
}

let browser: Browser
let server: PreviewServer
let page: Page
let errors: string[] = []

beforeAll(async () => {
  const pages = ['try/try', ...components.map(({ tag }) => `${tag}/page`)]
  const dir = writeApp({ 'app.json': { pages }, ...files, ...TRY })
  symlinkSync(MODULES, path.join(dir, 'node_modules'))
  ;[browser, server] = await Promise.all([
    launchChromium(),
    servePreview('http://127.0.0.1:9', dir)
  ])
  page = await browser.newPage({ viewport: { width: 375, height: 812 } })
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => {
    const isOfNetwork = /^Failed to load resource/.test(message.text())
    if (message.type() === 'error' && !isOfNetwork) errors.push(message.text())
  })
  await page.goto(`${server.url}/preview/phone`, { timeout: 90_000 })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  removeApps()
})
beforeEach(() => (errors = []))

const open = (url: string) =>
  page.evaluate(
    (target) =>
      (globalThis as unknown as { wx: { reLaunch(option: object): Promise<void> } }).wx.reLaunch({
        url: target
      }),
    url
  )

it('opens a page with each component of two libraries, as npm installs them', async () => {
  expect(components.length).toBeGreaterThan(150)
  const found: Record<string, string[]> = {}
  for (const { tag } of components) {
    errors = []
    await open(`/${tag}/page`)
    if (await page.locator('.phone-problems').count()) errors.push('does not compile')
    if (errors.length) found[tag] = errors
  }
  // glass-easel runs WXS before the elements that it moves are there
  const known = [expect.stringContaining("reading 'setStyle'") as string]
  expect(found).toEqual({ 't-swipe-cell': known })
}, 120_000)

it('lets a user work with buttons, popups, fields, tabs and switches of the libraries', async () => {
  await open('/try/try')
  await page.locator('input[placeholder="write here"]').fill('words')
  await page.getByText('said words false').waitFor()
  await page.getByText('second', { exact: true }).click()
  await page.getByText('said second false').waitFor()
  await page.locator('.van-switch').click()
  await page.getByText('said second true').waitFor()
  await page.getByText('open', { exact: true }).click()
  await page.getByText('in the popup').waitFor()
  expect(errors).toEqual([])
}, 60_000)
