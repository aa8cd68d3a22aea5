import { existsSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type Page } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { project } from '../../../support/project'
import { type PreviewServer, servePreview } from '../serve-preview'
import { removeApps, writeApp } from '../write-app'
import { rests } from './phone-page'

const MODULES = path.join(project.root, 'node_modules')
const LIBRARIES = [
  { name: 'tdesign-miniprogram', folder: 'miniprogram_dist', prefix: 't' },
  { name: '@vant/weapp', folder: 'lib', prefix: 'van' }
]
/** What these cannot do without. */
const REQUIRED: Record<string, string> = {
  't-cascader': 'options="{{[{ label: 1, value: 1 }]}}"',
  // measures its bars when it is ready, and has some in this type alone
  't-color-picker': 'type="multiple" use-popup="{{false}}"',
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

const used = (names: string, prefix: string, place: (name: string) => string) =>
  Object.fromEntries(names.split(' ').map((name) => [`${prefix}-${name}`, place(name)]))

/** One page per library, whose components report to `said`. */
const TRY = {
  'try/t.json': {
    usingComponents: used(
      'button popup input picker picker-item tabs tab-panel swiper checkbox radio-group radio switch',
      't',
      (name) => `tdesign-miniprogram/${name}/${name}`
    )
  },
  'try/t.js': `Page({
    data: { shown: false, picking: false, said: '', items: [{ label: 'One', value: 1 }, { label: 'Two', value: 2 }],
      images: ['data:,a', 'data:,b', 'data:,c'] },
    open() { this.setData({ shown: true }) },
    pick() { this.setData({ picking: true }) },
    say({ detail }) { this.setData({ said: JSON.stringify(detail.value !== undefined ? detail.value : detail) }) }
  })`,
  'try/t.wxml': `<view id="said">{{said}}</view>
    <t-button bind:tap="open">open</t-button><t-button bind:tap="pick">pick</t-button>
    <t-popup visible="{{shown}}" placement="bottom"><view style="height: 100px">in the popup</view></t-popup>
    <t-input placeholder="write here" bind:change="say" />
    <t-picker visible="{{picking}}" title="which" cancelBtn="no" confirmBtn="yes" usingCustomNavbar bind:confirm="say"><t-picker-item options="{{items}}" /></t-picker>
    <t-tabs defaultValue="a" bind:change="say"><t-tab-panel label="first" value="a">1</t-tab-panel><t-tab-panel label="second" value="b">2</t-tab-panel></t-tabs>
    <t-swiper list="{{images}}" autoplay="{{false}}" height="80" duration="100" bind:change="say" />
    <t-checkbox label="check" bind:change="say" />
    <t-radio-group bind:change="say"><t-radio value="x" label="radio x" /><t-radio value="y" label="radio y" /></t-radio-group>
    <t-switch bind:change="say" />`,
  'try/van.json': {
    usingComponents: used(
      'button popup field picker tabs tab checkbox radio-group radio switch stepper action-sheet',
      'van',
      (name) => `@vant/weapp/${name}/index`
    )
  },
  'try/van.js': `Page({
    data: { shown: false, asking: false, said: '', on: false, checked: false, radio: 'x', columns: ['One', 'Two'], actions: [{ name: 'act' }] },
    open() { this.setData({ shown: true }) },
    ask() { this.setData({ asking: true }) },
    close() { this.setData({ asking: false }) },
    say({ detail }) { this.setData({ said: JSON.stringify(detail) }) },
    turn(event) { this.say(event); this.setData({ on: event.detail }) },
    check(event) { this.say(event); this.setData({ checked: event.detail }) },
    choose(event) { this.say(event); this.setData({ radio: event.detail }) },
    submit({ detail }) { this.setData({ said: JSON.stringify(detail.value) }) }
  })`,
  'try/van.wxml': `<view id="said">{{said}}</view>
    <van-button bind:click="open">open</van-button><van-button bind:click="ask">ask</van-button>
    <van-popup show="{{shown}}" position="bottom"><view>in the popup</view><van-picker show-toolbar columns="{{columns}}" bind:confirm="say" /></van-popup>
    <van-action-sheet show="{{asking}}" actions="{{actions}}" bind:select="say" bind:close="close" />
    <form bindsubmit="submit"><van-field name="nick" placeholder="write here" bind:change="say" /><input name="plain" value="p" /><button form-type="submit">send</button></form>
    <van-tabs bind:change="say"><van-tab title="first">1</van-tab><van-tab title="second">2</van-tab></van-tabs>
    <van-checkbox value="{{checked}}" bind:change="check">check</van-checkbox>
    <van-radio-group value="{{radio}}" bind:change="choose"><van-radio name="x">radio x</van-radio><van-radio name="y">radio y</van-radio></van-radio-group>
    <van-switch checked="{{on}}" bind:change="turn" /><van-stepper value="1" bind:change="say" />`
}

let browser: Browser
let server: PreviewServer
let page: Page
let errors: string[] = []

beforeAll(async () => {
  const pages = ['try/t', 'try/van', ...components.map(({ tag }) => `${tag}/page`)]
  const dir = writeApp({ 'app.json': { pages }, ...files, ...TRY })
  symlinkSync(MODULES, path.join(dir, 'node_modules'))
  ;[browser, server] = await Promise.all([
    launchChromium(),
    servePreview('http://127.0.0.1:9', dir)
  ])
  page = await browser.newPage({ viewport: { width: 375, height: 812 } })
  page.setDefaultTimeout(20_000)
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
  expect(found).toEqual({})
}, 120_000)

const text = (words: string) =>
  page.locator('.phone-page').getByText(words, { exact: true }).filter({ visible: true }).first()
const says = (words: string | RegExp) => page.locator('#said').getByText(words).waitFor()
async function drag(selector: string, x: number, y: number): Promise<void> {
  const box = await page.locator(selector).first().boundingBox()
  const [left, top] = [box!.x + box!.width / 2, box!.y + box!.height / 2]
  await page.mouse.move(left, top)
  await page.mouse.down()
  await page.mouse.move(left + x, top + y, { steps: 5 })
  await page.mouse.up()
}

it('lets a user work with the components of tdesign-miniprogram', async () => {
  await open('/try/t')
  await page.locator('input[placeholder="write here"]').fill('words')
  await says('"words"')
  await text('second').click()
  await says('"b"')
  await drag('wx-swiper', -150, 0)
  await says(/1/)
  await text('check').click()
  await says(/true/)
  await text('radio y').click()
  await says('"y"')
  await page.locator('.t-switch').click()
  await says('true')
  await text('pick').click()
  await text('One').waitFor()
  await rests(page)
  await drag('.t-picker-item__group', 0, -40)
  await rests(page)
  await text('yes').click()
  await says('[2]')
  await rests(page)
  await text('open').click()
  await text('in the popup').waitFor()
  expect(errors).toEqual([])
}, 60_000)

it('lets a user work with the components of @vant/weapp', async () => {
  await open('/try/van')
  await page.locator('input[placeholder="write here"]').fill('words')
  await says('"words"')
  await text('send').click()
  await says('{"nick":"words","plain":"p"}')
  await text('second').click()
  await says(/"title":"second"/)
  await text('check').click()
  await says('true')
  await text('radio y').click()
  await says('"y"')
  await page.locator('.van-switch').click()
  await says('true')
  await page.locator('.van-stepper__plus').click()
  await says('2')
  await text('ask').click()
  await text('act').click()
  await says('{"name":"act"}')
  await rests(page)
  await text('open').click()
  await text('in the popup').waitFor()
  await rests(page)
  await drag('.van-picker-column', 0, -44)
  await rests(page)
  await text('确认').click()
  await says('{"value":"Two","index":1}')
  expect(errors).toEqual([])
}, 60_000)
