import { type Browser } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { removeApps, writeApp } from '../write-app'
import { openPhonePage, type PhonePage } from './phone-page'

const SQUARE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'

const PAGES =
  'modules parts cloud files lists poster layout old images motion editor extended signs absent worklet built gone'.split(
    ' '
  )

/** What public mini-programs of other kinds are made of, and WeChat takes. */
const APP = {
  'app.json': {
    pages: PAGES.map((name) => `${name}/page`),
    tabBar: {
      custom: true,
      list: ['lists', 'files'].map((name) => ({ pagePath: `${name}/page`, text: name }))
    },
    useExtendedLib: { weui: true },
    plugins: { own: { version: '1.0.0', provider: 'wx0000000000000000' } },
    resolveAlias: { '@own/*': 'modules/*' },
    window: { navigationBarBackgroundColor: '#010203' }
  },
  'app.js': `
    require('built/runtime')
    global.isDemo = true
    App({ said: [] })`,

  'modules/page.js': `
    import { one } from './mixed'
    import { gone } from './kept'
    import sibling from '@own/sibling'
    import three from './marked'
    const late = require.async('./late.js')
    const { six } = require('./kinds/' + String(6))
    Page({ data: { all: '' }, async onLoad() {
      const { four } = await late
      this.setData({ all: [one(), sibling.two, three, four, six, typeof gone, global.isDemo, typeof window].join(' ') })
    } })`,
  // what frameworks make of a mini-program
  'built/runtime.js': `
    const page = Page
    Page = (option) => page({ ...option, data: { ...option.data, framework: 'own Page' } })
    ;(wx.ownModules = wx.ownModules || []).push('module')`,
  'built/page.js': `Page({
    data: { route: __wxRoute + ' ' + __wxConfig.envVersion },
    onUnload() { this.isOver = true },
    onReady() { if (!this.isOver) this.setData({ drawn: 1 }, () => wx.nextTick(() => this.onReady())) },
    onLoad() { this.setPassiveEvent({ touchmove: true }); this.setData({ own: wx.ownModules.join() + typeof wx.title + typeof wx.getWeRunData, version: typeof wx.version.version }) },
    measured({ left, width }) { getApp().said.push('measured ' + left + ' ' + width) },
    touched(event) {
      const [{ x, y }] = event.touches
      getApp().said.push('touched ' + x + ' ' + y + ' ' + Object.hasOwn(event, 'detail'))
    }
  })`,
  'built/page.wxml': `<view id="own">{{framework}} {{own}} {{version}} {{route}}</view>
    <view class="box" style="margin-left: 20px; width: 40px" change:own="{{m.measure}}" own="{{own}}">box</view>
    <canvas canvas-id="touched" bindtouchstart="touched" style="width: 100px; height: 100px"></canvas><button>b</button>
    <wxs module="m">module.exports = { measure: function (now, before, owner) {
      var rect = owner.selectComponent('.box').getBoundingClientRect()
      owner.callMethod('measured', { left: rect.left, width: rect.width })
    } }</wxs>`,
  'modules/mixed.js': "import kept from './kept'; module.exports = { one: () => kept.n }",
  'modules/kinds/6.js': 'exports.six = 6',
  'modules/kept.js': 'export default { n: 1 }',
  'modules/sibling.js': 'exports.two = 2',
  'modules/marked.js':
    "Object.defineProperty(exports, '__esModule', { value: true }); export default 3",
  'modules/late.js': 'exports.four = 4',
  'modules/later.js': 'exports.five = 5',
  'modules/page.wxml': '<view id="all">{{all}}</view>',

  'gone/page.wxml': '<wxs src="./none.wxs" module="none" /><view>{{none.name}}</view>',

  'parts/page.json': { usingComponents: { part: './part', shared: './shared' } },
  'parts/shared.json': { component: true },
  'parts/shared.js': "Component({ options: { styleIsolation: 'shared' } })",
  'parts/shared.wxml': '<view></view>',
  'parts/shared.wxss': '.toned { color: rgb(7, 8, 9) }',
  'parts/page.js': `Page({
    say: ({ detail }) => void getApp().said.push('heard ' + detail),
    onResize: ({ size }) => void getApp().said.push('page ' + size.windowWidth)
  })`,
  'parts/page.wxml': `<part id="part" bindtapped="say" data="{{ { n: 1 } }}" shadow-root size="{{5}}" />
    <wxs module="own">
      function kind(on) { var class = 'off'; if (on) { class = 'on' } return class }
      module.exports = { kind: kind }
    </wxs><view id="kind" class="toned">{{own.kind(true)}}</view><shared />`,
  'parts/part.json': { component: true },
  'parts/part.js': `Component({
    created() { this.later = () => this.triggerEvent('tapped', 'later') },
    properties: { data: null, shadowRoot: Boolean, size: { type: [Number, Object], value: 1 },
      plain: { value: 'no type', observer: 'gone' } },
    data: { own: 'kept', handler: 'later' },
    pageLifetimes: { resize: ({ size }) => void getApp().said.push('part ' + size.windowWidth) },
    ready() { this.setData({ all: [this.data.own, this.data.data.n, this.data.shadowRoot, this.data.size,
      this.data.plain, this.renderer].join(' ') }) }
  })`,
  'parts/part.wxml': '<view id="all" bindtap="{{handler}}">{{all}}</view>',

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
    const [files, root] = [wx.getFileSystemManager(), wx.env.USER_DATA_PATH]
    const failure = (run) => { try { run() } catch ({ message }) { return message } }
    files.mkdirSync(root + '/a/b', true)
    files.writeFileSync(root + '/a/b/c.txt', 'c')
    files.appendFileSync(root + '/a/b/c.txt', 'd')
    files.copyFileSync(root + '/a/b/c.txt', root + '/e.txt')
    files.renameSync(root + '/a', root + '/f')
    getApp().said.push([files.readFileSync(root + '/e.txt', 'utf8'), files.readdirSync(root),
      files.readdirSync(root + '/f/b'), files.statSync(root + '/f').isDirectory()].join(' '))
    getApp().said.push([failure(() => files.rmdirSync(root + '/f')),
      failure(() => files.writeFileSync(root + '/none/a.txt', ''))].join('; '))
    files.rmdirSync(root + '/f', true)
    files.readdir({ dirPath: root + '/f', fail: ({ errMsg }) => getApp().said.push(errMsg) })
  } })`,
  'files/words.txt': '文字',
  'images/a b.svg': SQUARE,

  'signs/page.js': `
    Page({
      data: { sign: '&gt;', on: true, rich: [{ name: 'b', attrs: { style: undefined, width: 5 },
        children: [{ type: 'text', text: 'rich' }] }] },
      onLoad() {
        require('../modules/later.js', ({ five }) => getApp().said.push('later ' + five))
      },
      tap() {
        getApp().said.push('tapped')
        this.setData({ sign: '&apos;' })
      }
    })`,
  'signs/page.wxml': `<view id="view">a&lt;b&nbsp;c</view>
    <text id="plain">a&lt;b{{sign}}</text><text id="decoded" decode>a&lt;b&amp;lt;{{sign}}</text>
    <view id="quoted" aria-label="so \\"it\\" is &amp;" class="{{on ? \\"yes\\" : \\"no\\"}}">q</view>
    <rich-text id="rich" nodes="{{rich}}" /><switch checked="" /><switch checked /><switch checked="false" /><switch checked="{{false}}" />
    <button id="button" disabled="" bindtap="tap">b</button>`,

  'absent/page.js': `Page({ onLoad() {
    const note = { fail: ({ errMsg }) => getApp().said.push(errMsg) }
    const manager = wx.getFileSystemManager()
    manager.truncate(note)
    try { manager.truncateSync('a') } catch ({ message }) { getApp().said.push(message) }
    wx.getUpdateManager().onGone(() => undefined)
    wx.createAnimation().opacity(1).gone(note)
    wx.createCanvasContext('none').gone(note)
    wx.createSelectorQuery().in(this).gone(note)
    wx.createVideoContext('late').gone(note)
    wx.downloadFile({ url: 'http://127.0.0.1:9', fail: () => undefined }).gone(note)
    wx.worklet.gone(note)
    wx.router.gone(note)
    requirePlugin('own').gone(note)
  } })`,

  'worklet/page.wxml': '<view id="box">box</view>',
  'worklet/page.js': `
    const { shared, derived, timing, spring, sequence, runOnJS, Easing } = wx.worklet
    Page({
      onLoad() {
        const x = shared(0)
        const twice = derived(() => x.value * 2)
        this.applyAnimatedStyle('#box', () => ({ left: twice.value + 'px', width: '100rpx' }))
        const option = { duration: 100, easing: Easing.in(Easing.bezier(0, 0, 1, 1)) }
        x.value = sequence(spring(5), timing(20, option, () => runOnJS(this.arrived)(x.value)))
      },
      arrived: (at) => void getApp().said.push('arrived at ' + at)
    })`,

  'custom-tab-bar/index.json': { component: true },
  'custom-tab-bar/index.js': 'Component({})',
  'custom-tab-bar/index.wxml': '<view id="bar">{{selected}}</view>',

  'lists/page.js': `Page({
    data: { list: ['a', 'b'] },
    onShow() { this.getTabBar((bar) => bar.setData({ selected: 'lists' })) }
  })`,
  'lists/page.wxml': `<view class="row" wx:for-items="{{list}}" wx:key="{{index}}">{{index}}{{item}}</view>
    <scroll-view id="block" scroll-y enable-flex><view>a</view><view>b</view></scroll-view>
    <text id="lines">one\\ntwo</text>
    <swiper id="swiper" style="height: 40px"><navigator wx:for-items="{{list}}" url="/cloud/page"><swiper-item>
      <view class="slide" style="height: 100%">{{item}}</view></swiper-item></navigator></swiper>`,

  'poster/page.wxml': '<canvas canvas-id="poster" style="width: 40px; height: 20px"></canvas>',
  'poster/page.js': `Page({
    onLoad() {
      const context = wx.createCanvasContext('poster')
      context.dpr = 2
      context.setFillStyle('#0000ff')
      context.fillRect(0, 0, 40, 20)
      context.drawImage('/images/a b.svg', 0, 0, 10, 10)
      context.setFillStyle('#00ff00')
      context.fillRect(30, 0, 10, 10)
      context.draw(false, () => {
        wx.canvasToTempFilePath({ canvasId: 'poster', success: ({ tempFilePath }) =>
          getApp().said.push('drawn ' + context.dpr + ' ' + /^http:..tmp/.test(tempFilePath) + ' ' + getCurrentPages()[0].__route__) })
      })
    }
  })`,

  'layout/page.wxss': `page { display: flex; flex-direction: column; align-items: center }
    page > view { width: 100vw } page > view:last-child { color: rgb(1, 2, 3) }
    [data-tone=dark] .inner { color: rgb(4, 5, 6) }`,
  'layout/page.wxml': `<view id="first" data-tone="{{tone}}"><text class="inner">a</text></view><view id="above" style="position: fixed; top: -30px; height: 30px">a</view><view id="last">b</view>`,
  'layout/page.js': "Page({ data: { tone: 'dark' } })",

  'old/page.wxml': `<button wx:for="{{names}}" wx:key="*this" bindtap="{{item}}">{{item}}</button><view id="count">{{count}}</view>
    <canvas canvas-id="old" style="width: 40px; height: 20px"></canvas>`,
  'old/page.js': `Page({
    data: { names: ['paint'], count: 0 },
    onLoad() {
      this.paint = () => {
        const context = wx.createContext()
        context.fillRect(0, 0, 40, 20)
        context.clearActions()
        context.setFillStyle('#0000ff')
        context.rect(0, 0, 40, 20)
        context.fill()
        wx.drawCanvas({ canvasId: 'old', actions: context.getActions() })
      }
      setTimeout(this.count, 0)
      const worker = wx.createWorker('old/threads/index.js')
      worker.onMessage(({ sum }) => getApp().said.push('sum ' + sum))
      worker.postMessage({ numbers: [1, 2, 3] })
      const sound = wx.createInnerAudioContext()
      sound.onStop(() => getApp().said.push('stopped'))
      sound.stop()
    },
    count() { this.setData({ count: this.data.count + 1 }) }
  })`,
  'old/threads/index.js':
    "const { add } = require('../add'); worker.onMessage(({ numbers }) => worker.postMessage({ sum: numbers.reduce(add) }))",
  'old/add.js': 'exports.add = (a, b) => a + b',

  'images/page.wxml': '<canvas id="new" type="2d" style="width: 40px; height: 20px"></canvas>',
  'images/page.js': `Page({ onReady() {
    this.createSelectorQuery().select('#new').node(({ node }) => {
      const draw = (canvas, src) => {
        const image = canvas.createImage()
        image.onload = () => getApp().said.push(image.src + ' ' + image.width)
        image.src = src
      }
      draw(node, './a b.svg')
      draw(wx.createOffscreenCanvas({ type: '2d' }), '/images/a b.svg')
    }).exec()
  } })`,

  'motion/page.wxml': `<scroll-view id="moving" scroll-y style="height: 100px"><view id="follower">a</view><view style="height: 500px"></view></scroll-view>
    <scroll-view id="pulled" scroll-y style="height: 200px" refresher-enabled refresher-default-style="none" refresher-background="rgb(1, 2, 3)">
      <view slot="refresher" id="own" style="height: 40px">own</view><view id="content" style="height: 500px">content</view></scroll-view>`,
  'motion/page.js': `Page({ onLoad() {
    this.animate('#follower', [{ opacity: 1 }, { opacity: 0 }], 1000, {
      scrollSource: '#moving', timeRange: 1000, startScrollOffset: 0, endScrollOffset: 200 })
  } })`,

  'editor/page.wxml': `<editor id="editor" bindready="ready" bindstatuschange="changed"></editor>
    <view catchtouchend="format"><i data-name="bold">B</i><i data-name="header" data-value="{{2}}">H</i></view>`,
  'editor/page.js': `Page({
    ready() { this.createSelectorQuery().select('#editor').context(({ context }) => (this.editor = context)).exec() },
    format({ target: { dataset: { name, value } } }) { this.editor.format(name, value) },
    changed({ detail }) { getApp().said.push('is ' + JSON.stringify(detail)) }
  })`,

  'extended/page.json': {
    usingComponents: { 'mp-cell': 'weui-miniprogram/cell/cell', 'own-part': 'plugin://own/part' }
  },
  'extended/page.wxml':
    '<view id="above">above</view><mp-cell><view id="below">below</view></mp-cell><own-part></own-part>'
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

it('runs modules that mix both kinds of exports, lack one, come later, or have computed names', async () => {
  await phone.open('/modules/page')
  await shown('#all').getByText('1 2 3 4 6 undefined true undefined', { exact: true }).waitFor()
  expect(phone.errors).toEqual([])
})

it('names what the page of a missing script of WXS lacks, and opens the others', async () => {
  await phone.open('/gone/page')
  await shown('.phone-problems').getByText('gone/none.wxs: no such file').waitFor()
})

it('takes properties of any name and type, handlers that come later, and variables of WXS that JavaScript reserves', async () => {
  await phone.open('/parts/page')
  await shown('#all').getByText('kept 1 true 5 no type webview', { exact: true }).waitFor()
  expect(await shown('#kind').innerText()).toBe('on')
  const color = shown('#kind').evaluate((one) => getComputedStyle(one).color)
  expect(await color).toBe('rgb(7, 8, 9)')
  await shown('#all').click()
  await phone.says('heard later')
  await phone.page.setViewportSize({ width: 320, height: 812 })
  await phone.says('page 320', 'part 320')
  await phone.page.setViewportSize({ width: 375, height: 812 })
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
  await phone.says(
    '40 文字',
    'cd e.txt,f c.txt true',
    'fail directory not empty; fail no such file or directory "wxfile://usr/none"',
    'readdir:fail no such file or directory "wxfile://usr/f"'
  )
  const hidden = await fetch(`${phone.url}/preview/files/..%2F..%2Fetc/hosts`)
  expect([hidden.status, (await fetch(`${phone.url}/preview/files/none.png`)).status]).toEqual([
    404, 404
  ])
})

it('shows quotes, entities and boolean values as the compiler of WeChat reads them', async () => {
  await phone.open('/signs/page')
  await phone.says('later 5')
  const texts = () =>
    Promise.all(['#view', '#plain', '#decoded'].map((id) => shown(id).innerText()))
  expect(await texts()).toEqual(['a&lt;b&nbsp;c', 'a&lt;b&gt;', 'a<b&lt;>'])
  const quoted = shown('#quoted')
  expect([await quoted.getAttribute('aria-label'), await quoted.getAttribute('class')]).toEqual([
    'so "it" is &amp;',
    'yes'
  ])
  expect(await shown('#rich').innerHTML()).toBe('<b width="5">rich</b>')
  const switches = await shown('wx-switch').evaluateAll((all) => all.map((one) => one.ariaChecked))
  expect(switches).toEqual(['false', 'true', 'true', 'false'])
  await shown('#button').click()
  await phone.says('tapped')
  await shown('#decoded').getByText("a<b&lt;'", { exact: true }).waitFor()
  expect(phone.errors).toEqual([])
})

it('names a method that an object of WeChat lacks here', async () => {
  await phone.open('/absent/page')
  const lacks = [
    'getFileSystemManager().truncate',
    'createAnimation().gone',
    'createCanvasContext().gone',
    'createSelectorQuery().gone',
    'createVideoContext().gone',
    'downloadFile().gone',
    'worklet.gone',
    'router.gone',
    "requirePlugin('own').gone"
  ]
  await phone.says(...lacks.map((name) => `${name}:fail not supported`), /truncateSync/)
  const named = [...lacks, 'getFileSystemManager().truncateSync', 'getUpdateManager().onGone']
  for (const name of named)
    expect(phone.errors).toContainEqual(expect.stringContaining(`预览里没有 wx.${name}：`))
  expect(phone.errors).toHaveLength(named.length)
})

it('shows a page of Skyline where its animations lead', async () => {
  await phone.open('/worklet/page')
  await phone.says('arrived at 20')
  const style = shown('#box').evaluate(({ style: { left, width } }) => [left, width])
  expect(await style).toEqual(['40px', 'calc(100 * var(--phone-rpx))'])
  expect(phone.errors).toEqual([])
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

it('flexes a scroll-view only where its styles do, and hands the custom tab bar to a callback', async () => {
  await phone.open('/lists/page')
  const tops = await shown('#block wx-view').evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect().top)
  )
  expect(tops[1]).toBeGreaterThan(tops[0]!)
  await shown('#bar').getByText('lists', { exact: true }).waitFor()
})

it('draws on a canvas of the old kind in the order of its calls, with pictures', async () => {
  await phone.open('/poster/page')
  await phone.says('drawn 2 true poster/page')
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

it('lays out what is directly in a page, and styles by the data of an element', async () => {
  await phone.open('/layout/page')
  const look = (selector: string) =>
    shown(selector).evaluate((one) => [one.clientWidth, getComputedStyle(one).color])
  expect(await look('#first')).toEqual([375, expect.any(String)])
  expect(await look('#last')).toEqual([375, 'rgb(1, 2, 3)'])
  expect((await look('.inner'))[1]).toBe('rgb(4, 5, 6)')
  const { x, y } = (await shown('#above').boundingBox())!
  const seen = await phone.page.evaluate((at) => document.elementFromPoint(...at)!.id, [
    x + 5,
    y + 5
  ] as [number, number])
  expect(seen).not.toBe('above')
})

it('keeps the page of its functions, takes later ones, and draws as before there were contexts', async () => {
  await phone.open('/old/page')
  await shown('#count').getByText('1', { exact: true }).waitFor()
  await shown('wx-button').click()
  await shown('wx-canvas').evaluate(
    (host) =>
      new Promise<void>((resolve) => {
        const context = host.shadowRoot!.querySelector('canvas')!.getContext('2d')!
        const look = () =>
          context.getImageData(5, 5, 1, 1).data[2] === 255
            ? resolve()
            : void requestAnimationFrame(look)
        look()
      })
  )
  await phone.says('sum 6', 'stopped')
  expect(phone.errors).toEqual([])
})

it('loads the images of a canvas from the package', async () => {
  await phone.open('/images/page')
  await phone.says('./a b.svg 40', '/images/a b.svg 40')
})

it('moves an animation by what scrolls, and shows an own refresher when it is pulled', async () => {
  await phone.open('/motion/page')
  await shown('#moving').evaluate((one) => (one.scrollTop = 100))
  await shown('#follower').evaluate(
    (one) =>
      new Promise<void>((resolve) => {
        const look = () =>
          getComputedStyle(one).opacity === '0.5' ? resolve() : void requestAnimationFrame(look)
        look()
      })
  )
  const places = () =>
    shown('#pulled').evaluate((host) => {
      const top = (id: string) =>
        host.querySelector(id)!.getBoundingClientRect().top - host.getBoundingClientRect().top
      const refresher = host.shadowRoot!.querySelector<HTMLElement>('.refresher')!
      return [top('#content'), refresher.clientHeight, getComputedStyle(refresher).backgroundColor]
    })
  expect(await places()).toEqual([0, 0, 'rgb(1, 2, 3)'])
  const { x, y } = (await shown('#pulled').boundingBox())!
  await phone.page.mouse.move(x + 50, y + 50)
  await phone.page.mouse.down()
  await phone.page.mouse.move(x + 50, y + 150, { steps: 5 })
  await phone.rests()
  expect(await places()).toEqual([50, 50, 'rgb(1, 2, 3)'])
  await phone.page.mouse.up()
})

it('formats the text of an editor by a toolbar', async () => {
  await phone.open('/editor/page')
  const box = shown('wx-editor [contenteditable]')
  await box.click()
  await shown('wx-i >> nth=0').click()
  await phone.says('is {"bold":"strong"}')
  await phone.page.keyboard.type('dark')
  await shown('wx-i >> nth=1').click()
  await phone.says('is {"header":2}')
  expect(await box.innerHTML()).toMatch(/<h2><(b|strong)>dark/)
})

it('shows a labelled box for a component that comes with WeChat or with a plugin', async () => {
  await phone.open('/extended/page')
  expect(await shown('#above').innerText()).toBe('above')
  const labels = await shown('wx-mp-cell, wx-own-part').evaluateAll((all) =>
    all.map((one) => one.shadowRoot?.querySelector('span')?.textContent)
  )
  expect(labels).toEqual(['<mp-cell> 预览里没有', '<own-part> 预览里没有'])
  const label = await shown('wx-mp-cell').evaluate(
    (one) => one.shadowRoot!.querySelector('span')!.getBoundingClientRect().bottom
  )
  expect((await shown('#below').boundingBox())!.y).toBeGreaterThanOrEqual(label)
  expect(phone.errors).toEqual([])
})

it('runs what a framework has made: with its own Page, fields of its own in wx, and data set for ever', async () => {
  await phone.open('/built/page')
  await shown('#own')
    .getByText('own Page moduleundefinedfunction string built/page develop', { exact: true })
    .waitFor()
  await phone.says('measured 20 40')
  const { x, y } = (await shown('wx-canvas').boundingBox())!
  await phone.page.mouse.click(x + 12, y + 34)
  await phone.says('touched 12 34 true')
  expect(phone.errors).toEqual([])
})

it('leaves a page white below a colored title bar, and draws buttons as before style v2', async () => {
  await phone.open('/built/page')
  const background = (selector: string) =>
    phone.page.locator(selector).evaluate((one) => getComputedStyle(one).backgroundColor)
  expect(await background('.phone-top')).toBe('rgb(1, 2, 3)')
  expect(await background('.phone-pages')).toBe('rgba(0, 0, 0, 0)')
  expect(await background('.phone-page:not([hidden]) wx-button')).toBe('rgb(248, 248, 248)')
})
