import { type Browser } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { removeApps, writeApp } from '../write-app'
import { openPhonePage, type PhonePage } from './phone-page'

const SQUARE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'

/** What public mini-programs of other kinds are made of, and WeChat takes. */
const APP = {
  'app.json': {
    pages: ['modules/page', 'parts/page', 'cloud/page', 'files/page', 'lists/page', 'poster/page']
  },
  'app.js': 'global.isDemo = true; App({ said: [] })',

  'modules/page.js': `
    import { one } from './mixed'
    import { gone } from './kept'
    import sibling from 'sibling'
    import three from './marked'
    const late = require.async('./late.js')
    Page({ data: { all: '' }, async onLoad() {
      const { four } = await late
      this.setData({ all: [one(), sibling.two, three, four, typeof gone, global.isDemo, typeof window].join(' ') })
    } })`,
  'modules/mixed.js': "import kept from './kept'; module.exports = { one: () => kept.n }",
  'modules/kept.js': 'export default { n: 1 }',
  'modules/sibling.js': 'exports.two = 2',
  'modules/marked.js':
    "Object.defineProperty(exports, '__esModule', { value: true }); export default 3",
  'modules/late.js': 'exports.four = 4',
  'modules/page.wxml': '<view id="all">{{all}}</view>',

  'parts/page.json': { usingComponents: { part: './part' } },
  'parts/page.wxml': `<part id="part" data="{{ { n: 1 } }}" shadow-root size="{{5}}" />
    <wxs module="own">
      function kind(on) { var class = 'off'; if (on) { class = 'on' } return class }
      module.exports = { kind: kind }
    </wxs><view id="kind">{{own.kind(true)}}</view>`,
  'parts/part.json': { component: true },
  'parts/part.js': `Component({
    properties: { data: null, shadowRoot: Boolean, size: { type: [Number, Object], value: 1 },
      plain: { value: 'no type', observer: 'gone' } },
    data: { own: 'kept' },
    ready() { this.setData({ all: [this.data.own, this.data.data.n, this.data.shadowRoot, this.data.size,
      this.data.plain, this.renderer].join(' ') }) }
  })`,
  'parts/part.wxml': '<view id="all">{{all}}</view>',

  'cloud/page.js': `
    const sound = wx.getBackgroundAudioManager()
    Page({
      async onLoad(query) {
        const say = (what) => getApp().said.push(what)
        say(JSON.stringify(query))
        wx.cloud.init({ env: 'any' })
        sound.onPrev(() => undefined)
        say(String(sound.paused))
        const db = wx.cloud.database()
        db.collection('todos').where({ n: db.command.gt(1) }).limit(2).get({ fail: ({ errMsg }) => say(errMsg) })
        await wx.cloud.callFunction({ name: 'any' }).catch(({ errMsg }) => say(errMsg))
        const camera = wx.createCameraContext()
        camera.onCameraFrame(() => undefined)
        camera.takePhoto({ fail: ({ errMsg }) => say(errMsg) })
      }
    })`,

  'files/page.wxml': '<image id="image" src="../images/a b.svg" bindload="loaded" />',
  'files/page.js': `Page({ loaded({ detail }) {
    const words = wx.getFileSystemManager().readFileSync('files/words.txt', 'utf8')
    getApp().said.push(detail.width + ' ' + words)
  } })`,
  'files/words.txt': '文字',
  'images/a b.svg': SQUARE,

  'lists/page.js': "Page({ data: { list: ['a', 'b'] } })",
  'lists/page.wxml': `<view class="row" wx:for-items="{{list}}" wx:key="{{index}}">{{index}}{{item}}</view>
    <text id="lines">one\\ntwo</text>
    <swiper id="swiper" style="height: 40px"><navigator wx:for-items="{{list}}" url="/cloud/page"><swiper-item>
      <view class="slide" style="height: 100%">{{item}}</view></swiper-item></navigator></swiper>`,

  'poster/page.wxml': '<canvas canvas-id="poster" style="width: 40px; height: 20px"></canvas>',
  'poster/page.js': `Page({
    onLoad() {
      const context = wx.createCanvasContext('poster')
      context.setFillStyle('#0000ff')
      context.fillRect(0, 0, 40, 20)
      context.drawImage('/images/a b.svg', 0, 0, 10, 10)
      context.setFillStyle('#00ff00')
      context.fillRect(30, 0, 10, 10)
      context.draw(false, () => {
        wx.canvasToTempFilePath({ canvasId: 'poster', success: ({ tempFilePath }) =>
          getApp().said.push('drawn ' + /^http:..tmp/.test(tempFilePath) + ' ' + getCurrentPages()[0].__route__) })
      })
    }
  })`
}

let browser: Browser
let phone: PhonePage
beforeAll(async () => {
  browser = await launchChromium()
  phone = await openPhonePage(browser, writeApp(APP))
}, 120_000)
afterAll(async () => {
  await phone?.close()
  await browser?.close()
  removeApps()
})
beforeEach(() => void phone.errors.splice(0))

const shown = (selector: string) => phone.page.locator(`.phone-page:not([hidden]) ${selector}`)

it('runs modules that mix both kinds of exports, lack one, or come later', async () => {
  await phone.open('/modules/page')
  await shown('#all').getByText('1 2 3 4 undefined true undefined', { exact: true }).waitFor()
  expect(phone.errors).toEqual([])
})

it('takes properties of any name and type, and variables of WXS that JavaScript reserves', async () => {
  await phone.open('/parts/page')
  await shown('#all').getByText('kept 1 true 5 no type webview', { exact: true }).waitFor()
  expect(await shown('#kind').innerText()).toBe('on')
  expect(phone.errors).toEqual([])
})

it('opens a page of cloud development, whose calls fail by their names', async () => {
  await phone.open('/cloud/page?a=%E4%B8%AD&b=x=y&c')
  await phone.says(
    '{"a":"%E4%B8%AD","b":"x","c":"undefined"}',
    'true',
    'cloud.database.collection.where.limit.get:fail not supported',
    'cloud.callFunction:fail not supported',
    'createCameraContext().takePhoto:fail not supported'
  )
  expect(phone.errors.every((one) => one.includes('预览里没有 wx.'))).toBe(true)
})

it('shows and reads the files of the package', async () => {
  await phone.open('/files/page')
  await phone.says('40 文字')
  const hidden = await fetch(`${phone.url}/preview/files/..%2F..%2Fetc/hosts`)
  expect([hidden.status, (await fetch(`${phone.url}/preview/files/none.png`)).status]).toEqual([
    404, 404
  ])
})

it('repeats for wx:for-items, and breaks lines at an escaped n', async () => {
  await phone.open('/lists/page')
  expect(await shown('.row').allInnerTexts()).toEqual(['0a', '1b'])
  expect(await shown('#lines').innerText()).toBe('one\ntwo')
  // the second is beside the first, out of sight
  const height = await shown('.slide >> nth=1').evaluate(
    (one) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const { left, height } = one.getBoundingClientRect()
          if (Math.round(left) === innerWidth) resolve(Math.round(height))
          else requestAnimationFrame(look)
        }
        look()
      })
  )
  expect(height).toBe(40)
})

it('draws on a canvas of the old kind in the order of its calls, with pictures', async () => {
  await phone.open('/poster/page')
  await phone.says('drawn true poster/page')
  const colors = await shown('wx-canvas').evaluate((host) => {
    const context = host.shadowRoot!.querySelector('canvas')!.getContext('2d')!
    return [5, 20, 35].map((x) => Array.from(context.getImageData(x, 5, 1, 1).data.slice(0, 3)))
  })
  expect(colors).toEqual([
    [0, 0, 0],
    [0, 0, 255],
    [0, 255, 0]
  ])
})
