import { type OpenPhone, openPhone } from '../../miniprogram/phone'
import { until } from '../../miniprogram/until'
import { removeApps, writeApp } from './write-app'

let phone: OpenPhone
afterEach(() => phone.close())
afterAll(removeApps)

/** A page that records its life cycle, with more `methods`. */
const page = (methods = '') => `Page({
  data: { said: '' },
  say(what) { this.setData({ said: this.data.said + what + ';' }) },
  onLoad(query) { life.push(this.route + ' load ' + JSON.stringify(query)) },
  onShow() { life.push(this.route + ' show') },
  onReady() { life.push(this.route + ' ready') },
  onHide() { life.push(this.route + ' hide') },
  onUnload() { life.push(this.route + ' unload') },
  ${methods}
})`
const app = 'globalThis.life = []\nApp({})'
const life = () => (phone.document.defaultView as unknown as { life: string[] }).life.splice(0)
const button = (name: string, more = '') => `<button bindtap="${name}" ${more}>${name}</button>`

async function open(
  files: Record<string, string | object>,
  settings?: Record<string, unknown>
): Promise<void> {
  const dir = writeApp({ 'app.js': app, 'app.json': { pages: ['a/a', 'b/b'] }, ...files })
  phone = await openPhone('http://127.0.0.1:9', { dir, settings })
}

/** Opens a page that shows what it recorded with `say`. */
const openOne = (methods: string, wxml: string, settings?: Record<string, unknown>) =>
  open({ 'a/a.js': page(methods), 'a/a.wxml': `${wxml}<view>{{said}}</view>` }, settings)

describe('pages', () => {
  it('runs the life cycle of pages as WeChat does, forward and back', async () => {
    await open({
      'a/a.js': page("go() { wx.navigateTo({ url: '../b/b?x=1' }) }"),
      'a/a.wxml': button('go'),
      'b/b.js': page("over() { wx.redirectTo({ url: '/a/a?again=1' }) }"),
      'b/b.wxml': button('over'),
      'b/b.json': { navigationBarTitleText: 'B' }
    })
    expect(life()).toEqual(['a/a load {}', 'a/a show', 'a/a ready'])
    await phone.tap('go')
    await until(() => phone.text() === 'over', phone.text)
    expect(life()).toEqual(['a/a hide', 'b/b load {"x":"1"}', 'b/b show', 'b/b ready'])
    expect(phone.document.querySelector('h1')?.textContent).toBe('B')
    await phone.tap('over')
    await until(() => phone.text() === 'go', phone.text)
    expect(life()).toEqual(['b/b unload', 'a/a load {"again":"1"}', 'a/a show', 'a/a ready'])
    await phone.tap('返回')
    expect(life()).toEqual(['a/a unload', 'a/a show'])
  })

  it('keeps pages of the tab bar alive, and unloads other pages', async () => {
    const list = ['a', 'b'].map((name) => ({ pagePath: `${name}/${name}`, text: `tab ${name}` }))
    await open({
      'app.json': { pages: ['a/a', 'b/b', 'c/c'], tabBar: { list } },
      'a/a.js': page("go() { wx.navigateTo({ url: '/c/c' }) }"),
      'a/a.wxml': button('go'),
      'b/b.js': page(),
      'c/c.js': page()
    })
    life()
    await phone.tap('tab b')
    await phone.tap('tab a')
    expect(life()).toEqual([
      'a/a hide',
      'b/b load {}',
      'b/b show',
      'b/b ready',
      'b/b hide',
      'a/a show'
    ])
    await phone.tap('go')
    await until(() => phone.document.querySelector('[data-page="c/c"]') !== null, phone.text)
    expect(phone.document.querySelector('.phone-tabs')?.hasAttribute('hidden')).toBe(true)
  })

  it('unloads pages of the tab bar on reLaunch', async () => {
    const list = ['a', 'b'].map((name) => ({ pagePath: `${name}/${name}`, text: `tab ${name}` }))
    await open({
      'app.json': { pages: ['a/a', 'b/b'], tabBar: { list } },
      'a/a.js': page("go() { wx.reLaunch({ url: '/b/b' }) }"),
      'a/a.wxml': button('go'),
      'b/b.js': page(),
      'b/b.wxml': 'b'
    })
    life()
    await phone.tap('go')
    await phone.sees('b')
    await phone.tap('tab a')
    expect(life().filter((line) => line.startsWith('a/a'))).toEqual([
      'a/a unload',
      'a/a load {}',
      'a/a show',
      'a/a ready'
    ])
  })

  it('refuses to navigate to a page that is missing or a tab', async () => {
    const list = ['a', 'b'].map((name) => ({ pagePath: `${name}/${name}`, text: name }))
    await open({
      'app.json': { pages: ['a/a', 'b/b'], tabBar: { list } },
      'a/a.js': page(`go() { for (const url of ['/no', '/b/b'])
        wx.navigateTo({ url, fail: ({ errMsg }) => this.say(errMsg) }) }`),
      'a/a.wxml': `${button('go')}{{said}}`
    })
    await phone.tap('go')
    await phone.sees('navigateTo:failpage"no"isnotfound;navigateTo:failcannotopenatabbarpage;')
  })

  it('shows the same page after a reload, or the first one if it is gone', async () => {
    const dir = writeApp({ 'app.js': app, 'app.json': { pages: ['a/a', 'b/b'] }, 'b/b.js': page() })
    phone = await openPhone('http://127.0.0.1:9', { dir, page: '/b/b?x=1' })
    expect(life()).toEqual(['b/b load {"x":"1"}', 'b/b show', 'b/b ready'])
    expect(phone.document.location.hash).toBe('#/b/b?x=1')
    phone.close()
    phone = await openPhone('http://127.0.0.1:9', { dir, page: '/gone/gone' })
    expect(phone.document.location.hash).toBe('#/a/a')
  })

  it('hides and shows the page together with the app', async () => {
    await open({
      'app.js': `${app.replace('{}', "{ onShow() { life.push('app show') }, onHide() { life.push('app hide') } }")}`,
      'a/a.js': page()
    })
    life()
    phone.wish('background')
    phone.wish('foreground')
    expect(life()).toEqual(['a/a hide', 'app hide', 'app show', 'a/a show'])
  })
})

describe('pulling down', () => {
  const refreshing = () => phone.document.querySelector('wx-page.refreshing') !== null
  const pulled = page(`onPullDownRefresh() { this.say('pulled') },
    stop() { wx.stopPullDownRefresh() }`)
  const wxml = `${button('stop')}{{said}}`

  it.each<[string, Record<string, object>]>([
    ['the page', { 'a/a.json': { enablePullDownRefresh: true } }],
    ['the app', { 'app.json': { pages: ['a/a'], window: { enablePullDownRefresh: true } } }]
  ])(
    'refreshes on pull-down if %s has enabled it, until the page stops it',
    async (_what, files) => {
      await open({ 'a/a.js': pulled, 'a/a.wxml': wxml, ...files })
      phone.wish('pullDown')
      await phone.sees('pulled;')
      expect(refreshing()).toBe(true)
      await phone.tap('stop')
      await until(
        () => !refreshing(),
        () => 'the end of the refresh'
      )
    }
  )

  it('reports a pull-down that is not enabled, and does not refresh', async () => {
    await open({ 'a/a.js': pulled, 'a/a.wxml': wxml })
    phone.wish('pullDown')
    expect(phone.troubles).toEqual([expect.stringContaining('a/a 没有开启下拉刷新')])
    expect(refreshing()).toBe(false)
    expect(phone.text()).toBe('stop')
  })
})

describe('what WeChat does for the user', () => {
  const profile = `
    avatar({ detail }) { this.say(detail.avatarUrl.replace(/\\d/, 'n'))
      wx.getFileSystemManager().readFile({ filePath: detail.avatarUrl, encoding: 'base64',
        success: ({ data }) => this.say(data.length > 100) })
      const kept = wx.getFileSystemManager().saveFileSync(detail.avatarUrl)
      this.say(kept.replace(/\\d/, 'n')) },
    phone({ detail }) { this.say(detail.errMsg) },
    send({ detail }) { this.say(detail.value.nick) }`
  const wxml = `<form bindsubmit="send">
    <button open-type="chooseAvatar" bindchooseavatar="avatar">avatar</button>
    <button open-type="getPhoneNumber" bindgetphonenumber="phone">phone</button>
    <input name="nick" type="nickname" value="old" />
    <button form-type="submit">send</button></form>`
  const pickPicture = () =>
    phone.document.querySelector<HTMLElement>('.phone-sheet [type=image]')?.click()

  it('lets the user choose an avatar, whose file can be read', async () => {
    await openOne(profile, wxml)
    await phone.tap('avatar')
    await until(
      () => phone.document.querySelector('.phone-sheet') !== null,
      () => 'the pictures'
    )
    pickPicture()
    await phone.sees('http://tmp/preview-n.svg;wxfile://usr/store_preview-n.svg;true;')
  })

  it('passes on the phone number only if the user allows it', async () => {
    await openOne(profile, wxml)
    await phone.tap('phone')
    await phone.tap('不允许')
    await phone.sees('getPhoneNumber:failuserdeny;')
    await phone.tap('phone')
    await phone.tap('允许')
    await phone.sees('getPhoneNumber:ok;')
  })

  it('asks once for consent to the privacy guideline before the phone number', async () => {
    await openOne(profile, wxml, { privacyNeeded: true })
    await phone.tap('phone')
    await phone.tap('拒绝')
    await phone.sees('privacypermissionisnotauthorized')
    await phone.tap('phone')
    await phone.tap('同意')
    await phone.tap('允许')
    await phone.sees('getPhoneNumber:ok;')
    await phone.tap('phone')
    await phone.tap('允许')
    await phone.sees('getPhoneNumber:ok;getPhoneNumber:ok;')
  })

  it('asks for consent before anything is copied or pasted', async () => {
    await openOne(
      `copy() { wx.setClipboardData({ data: 'x', complete: ({ errMsg }) => this.say(errMsg) }) },
      paste() { wx.getClipboardData({ complete: ({ data, errMsg }) => this.say(data || errMsg) }) }`,
      button('copy') + button('paste'),
      { privacyNeeded: true }
    )
    await phone.tap('copy')
    await phone.tap('拒绝')
    await phone.sees('setClipboardData:failprivacypermissionisnotauthorized;')
    await phone.tap('paste')
    await phone.tap('拒绝')
    await phone.sees('getClipboardData:failprivacypermissionisnotauthorized;')
    await phone.tap('copy')
    await phone.tap('同意')
    await phone.sees('setClipboardData:ok;')
    await phone.tap('paste')
    await phone.sees('ok;x;')
  })

  it('offers a nickname and submits it with the form', async () => {
    await openOne(profile, wxml, { user: 'carol' })
    const field = phone.document.querySelector('wx-input')?.shadowRoot?.querySelector('input')
    field?.focus()
    await phone.tap('用微信昵称“carol”')
    await until(
      () => field?.value === 'carol',
      () => `carol, not ${field?.value}`
    )
    await phone.tap('send')
    await phone.sees('carol;')
  })
})

describe('wx', () => {
  it('stores values with their types, and clears them', async () => {
    await openOne(
      `go() { wx.setStorageSync('k', { n: 1 }); this.say(wx.getStorageSync('k').n + 1)
        wx.clearStorageSync(); this.say(wx.getStorageSync('k') === '') }`,
      button('go')
    )
    await phone.tap('go')
    await phone.sees('2;true;')
  })

  it('returns a promise or calls the callbacks', async () => {
    await openOne(
      `async go() { this.say((await wx.login()).errMsg)
        await wx.getStorage({ key: 'no' }).catch(({ errMsg }) => this.say(errMsg))
        wx.getNetworkType({ complete: ({ networkType }) => this.say(networkType) }) }`,
      button('go'),
      { network: 'offline' }
    )
    await phone.tap('go')
    await phone.sees('login:ok;getStorage:faildatanotfound;none;')
  })

  it('asks the user with a modal', async () => {
    await openOne(
      `async go() { const { confirm } = await wx.showModal({ title: 'sure?', confirmText: 'yes',
        confirmColor: '#b3262c', cancelText: 'no' }); this.say(confirm) }`,
      button('go')
    )
    await phone.tap('go')
    const choices = () => [...phone.document.querySelectorAll<HTMLElement>('.phone-sheet button')]
    await until(
      () => choices().length > 0,
      () => 'the question'
    )
    expect(choices().map(({ textContent, style }) => [textContent, style.color])).toEqual([
      ['no', ''],
      ['yes', 'rgb(179, 38, 44)']
    ])
    await phone.tap('yes')
    await phone.sees('true;')
  })

  it('reports a wx call that it does not have, and where to add it', async () => {
    await openOne(
      'go() { wx.startBeaconDiscovery({ fail: ({ errMsg }) => this.say(errMsg) }) }',
      button('go')
    )
    await phone.tap('go')
    await phone.sees('startBeaconDiscovery:failnotsupported;')
    await until(
      () => phone.troubles.length > 0,
      () => 'a report'
    )
    expect(phone.troubles[0]).toContain('预览里没有 wx.startBeaconDiscovery')
    expect(phone.troubles[0]).toContain('tools/preview/browser/phone/wx/')
  })

  it('hides the browser from the mini-program', async () => {
    await openOne('go() { this.say(typeof document + typeof fetch) }', button('go'))
    await phone.tap('go')
    await phone.sees('undefinedundefined;')
  })

  it('reports an uncaught error', async () => {
    await openOne("go() { throw new TypeError('oh') }", button('go'))
    await phone.tap('go')
    await until(
      () => phone.troubles.length > 0,
      () => 'a report'
    )
    expect(phone.troubles[0]).toContain('TypeError: oh')
  })
})

it('reports an error in onLoad, and shows the page anyway', async () => {
  await open({ 'a/a.js': 'Page({ onLoad() { throw new RangeError("oh") } })', 'a/a.wxml': 'here' })
  expect(phone.troubles[0]).toContain('RangeError: oh')
  expect(phone.text()).toBe('here')
})

it('ignores taps on a disabled button', async () => {
  await openOne('go() { this.say("tapped") }', button('go', 'disabled'))
  const host = phone.document.querySelector('wx-button')
  const View = phone.document.defaultView!
  for (const type of ['mousedown', 'mouseup', 'click'])
    host?.dispatchEvent(new View.MouseEvent(type, { bubbles: true }))
  expect(phone.text()).toBe('go')
})

it('shows the problems instead of a page that does not compile, and leaves the others usable', async () => {
  const show = async () => {
    await open({
      'app.json': { pages: ['a/a', 'b/b', 'c/c'] },
      'a/a.js': 'Page({ go() { wx.navigateTo({ url: "/c/c" }) } })',
      'a/a.wxml': button('go'),
      'b/b.wxml': '<view>\n<view></text></view>',
      'c/c.js': 'import "../broken"\nPage({})',
      'broken.js': 'export default 1\nconst'
    })
    return () => phone.document.querySelector('.phone-page:not([hidden]) [role=alert]')?.textContent
  }
  const shown = await show()
  expect([phone.text(), shown()]).toEqual(['go', undefined])
  await phone.tap('go')
  await until(
    () => shown() !== undefined,
    () => 'the problems'
  )
  expect(shown()).toMatch(/编译没有通过broken\.js:2 /)
})

it('shows the problems instead of a mini-program whose app does not compile', async () => {
  await open({ 'app.js': 'App({})\nconst' })
  const shown = phone.document.querySelector('[role=alert]')?.textContent
  expect(shown).toMatch(/编译没有通过app\.js:2 /)
})
