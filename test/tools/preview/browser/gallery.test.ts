import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import path from 'node:path'
import { type Browser } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { openPhonePage, type PhonePage } from './phone-page'

const GALLERY = path.join(__dirname, '../apps/gallery')
/** Rejects, as it can do nothing else without the network. */
const BY_DESIGN =
  /pages\/broken|WebSocket|预览里没有 (wx\.(start|open)Bluetooth|<button open-type="(contact|feedback)">)/

let browser: Browser
let backend: Server
let phone: PhonePage

beforeAll(async () => {
  backend = createServer((request, reply) => {
    request.resume().on('end', () => {
      reply.writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'r1' })
      reply.end(JSON.stringify({ method: request.method, url: request.url }))
    })
  }).listen(0, '127.0.0.1')
  browser = await launchChromium()
  const { port } = backend.address() as AddressInfo
  phone = await openPhonePage(browser, GALLERY, `http://127.0.0.1:${port}`)
}, 120_000)
afterAll(async () => {
  await phone?.close()
  await browser?.close()
  backend?.close()
})

const at = (selector: string) => phone.page.locator(`.phone-page:not([hidden]) ${selector}`)
const tap = (selector: string) => at(selector).click()
const sheet = (label: string) =>
  phone.page.locator('.phone-sheet').getByRole('button', { name: label, exact: true }).click()
const says = (...wanted: (string | RegExp)[]) => phone.says(...wanted)

describe('display', () => {
  beforeAll(() => phone.open('/pages/views/views'))

  it('shows text, icons, images, progress and rich text as their properties say', async () => {
    await says(/^load scaleToFill {"width":120,"height":60}$/, /^error missing {"errMsg"/)
    expect(await at('#hidden').isVisible()).toBe(false)
    expect(await at('#html').innerText()).not.toContain('never')
    expect(await at('#nodes').innerText()).toBe('数组 <节点>')
    expect(await at('wx-rich-text b').nth(1).innerText()).toBe('粗体')
    const heights = await at('wx-image').evaluateAll((all) =>
      all.map((one) => Math.round(one.clientHeight))
    )
    // widthFix and heightFix follow the picture, whatever the style says
    expect(heights.slice(0, 8)).toEqual([70, 70, 70, 35, 70, 70, 70, 70])
    await phone.shoot('gallery-views')
  })

  it('adds hover-class while a finger is down, and reports the end of a progress', async () => {
    await phone.page.mouse.move(0, 0)
    const box = (await at('#hover').boundingBox())!
    await phone.page.mouse.move(box.x + 5, box.y + 5)
    await phone.page.mouse.down()
    await at('#hover.lit').waitFor()
    await phone.page.mouse.up()
    await at('#hover:not(.lit)').waitFor()
    await tap('#grow')
    await tap('#cover')
    await says('activeend progress {"curPercent":90}', /^tap cover {"x":/)
  })

  it('navigates by links, which report where they cannot lead', async () => {
    await tap('#gone')
    await says('fail gone {"errMsg":"navigateTo:fail page \\"pages/gone\\" is not found"}')
    await tap('#tab')
    await at('#result').waitFor()
    expect(await phone.page.locator('.phone-tabs [aria-current]').innerText()).toBe('接口')
    await phone.page.locator('.phone-tabs button').first().click()
    expect(await phone.kept('tab')).toEqual({
      index: 0,
      pagePath: 'pages/views/views',
      text: '组件'
    })
  })
})

describe('what scrolls and moves', () => {
  beforeAll(() => phone.open('/pages/scroll/scroll'))

  it('sets the title bar by page-meta and navigation-bar', async () => {
    expect(await phone.page.locator('h1').innerText()).toBe('滚动与拖动')
    await phone.shoot('gallery-scroll')
  })

  it('scrolls a scroll-view by hand and by its properties', async () => {
    expect(await at('#across').evaluate((one) => Math.round(one.scrollLeft))).toBe(50)
    await phone.said()
    await tap('#to')
    await says(
      /^scroll down {"scrollLeft":0,"scrollTop":360,"scrollWidth":\d+,"scrollHeight":600,"deltaX":0,"deltaY":-360/
    )
    await phone.drag('#down', { y: -400 })
    await says('scrolltolower down {"direction":"bottom"}')
    await at('#down').evaluate((one) => one.scrollTo({ top: 0, behavior: 'instant' }))
    await says('scrolltoupper down {"direction":"top"}')
  })

  it('refreshes a scroll-view that is pulled down', async () => {
    await phone.drag('#pull', { y: 200 })
    await says(/^refresherpulling pull {"dy":/, /^refresherrefresh pull/)
    await tap('#rested')
    await says(/^refresherrestore pull/)
  })

  it('turns a swiper by hand, by its property and by itself', async () => {
    await phone.drag('#swiper', { x: -200 })
    await says(
      'change swiper {"current":1,"currentItemId":"item-2","source":"touch"}',
      'animationfinish swiper {"current":1,"currentItemId":"item-2","source":"touch"}',
      /^transition swiper {"dx":\d/
    )
    await tap('#next')
    await says('change swiper {"current":2,"currentItemId":"item-3","source":""}')
    await phone.drag('#round', { y: 60 })
    await says('change round {"current":2,"currentItemId":"","source":"touch"}')
    await says(/^change auto {"current":\d,"currentItemId":"","source":"autoplay"}/)
    const shares = await at('#auto').evaluate((swiper) =>
      Array.from(swiper.querySelectorAll('wx-swiper-item'), (item) =>
        (item.getBoundingClientRect().width / swiper.getBoundingClientRect().width).toFixed(2)
      )
    )
    expect(shares).toEqual(['0.50', '0.50', '0.50'])
  })

  it('drags a movable-view within its area and along one axis, and scales it by two fingers', async () => {
    await phone.drag('#movable', { x: 40, y: 20 })
    await says('change movable {"x":50,"y":30,"source":"touch"}')
    await phone.drag('#flat', { x: 30, y: 30 })
    await says('change flat {"x":30,"y":50,"source":"touch"}')
    await at('#movable').evaluate((target) => {
      const finger = (identifier: number, clientX: number) =>
        new Touch({ identifier, target, clientX, clientY: 0 })
      for (const [type, apart] of [
        ['touchstart', 20],
        ['touchmove', 30],
        ['touchend', 0]
      ] as const) {
        const touches = apart ? [finger(0, 0), finger(1, apart)] : []
        target.dispatchEvent(new TouchEvent(type, { touches, bubbles: true, cancelable: true }))
      }
    })
    await says('scale movable {"x":50,"y":30,"scale":1.5}')
    expect(await at('#movable').evaluate((one) => one.style.scale)).toBe('1.5')
    expect(await at('#flat').evaluate((one) => one.style.scale)).toBe('')
    await tap('#place')
    await says('change movable {"x":60,"y":30,"source":""}')
  })

  it('shows what a media query matches, a page container and a root portal', async () => {
    expect([await at('#matched').isVisible(), await at('#unmatched').isVisible()]).toEqual([
      true,
      false
    ])
    await tap('#open')
    await says('beforeenter container {}', 'afterenter container {}')
    await phone.shoot('gallery-container')
    await phone.page.mouse.click(180, 200)
    await says('clickoverlay container {}', 'beforeleave container {}', 'afterleave container {}')
    expect(await at('#portal').isVisible()).toBe(true)
  })

  it('tells the page that it scrolls, reaches the bottom and is pulled down', async () => {
    await at('wx-page').evaluate((one) => one.scrollTo({ top: 9999, behavior: 'instant' }))
    await at('wx-page').getByText('到底了').waitFor()
    expect(await phone.kept('scrolled')).toBeGreaterThan(100)
    await at('wx-page').evaluate((one) => one.scrollTo({ top: 0, behavior: 'instant' }))
    await phone.drag('wx-page', { y: 200 })
    await at('wx-page').getByText('已下拉').waitFor()
  })
})

describe('forms', () => {
  beforeAll(() => phone.open('/pages/forms/forms'))

  it('writes into fields, with two-way bindings and replies of bindinput', async () => {
    await phone.shoot('gallery-forms')
    await at('#name input').click()
    await at('#name input').fill('新名字')
    await at('#both').getByText('新名字').waitFor()
    await at('#name input').press('Enter')
    await says(
      /^focus name {"value":"初值"/,
      /^input name {"value":"新名字","cursor":3,"keyCode":/,
      /^confirm name {"value":"新名字"/,
      /^blur name {"value":"新名字"/
    )
    await at('#digits input').fill('1x2')
    expect(await at('#digits input').inputValue()).toBe('1×2')
    await at('#area textarea').fill('一\n二\n三')
    await says(
      /^linechange area {"height":\d+,"lineCount":3/,
      /^input area {"value":"一\\n二\\n三"/
    )
    const color = await at('#digits input').evaluate(
      (one) => getComputedStyle(one, '::placeholder').color
    )
    expect(color).toBe('rgb(31, 111, 178)')
  })

  it('chooses with checkboxes, radios, switches and a slider', async () => {
    await at('wx-checkbox-group').getByText('香蕉').click()
    await says('change fruit {"value":["苹果","香蕉"]}')
    await at('wx-checkbox-group').getByText('樱桃').click()
    await at('wx-radio-group').getByText('小').click()
    await says('change size {"value":"小"}')
    await tap('#switch')
    await says('change switch {"value":false}')
    await at('wx-label').getByText('标签').click()
    await says('change tick {"value":true}')
    await at('#slider input').fill('8')
    await says('change slider {"value":8}', 'changing slider {"value":8}')
  })

  it('picks one, several, a date, a time and a region', async () => {
    const wheel = phone.page.locator('.phone-picker > *')
    const turn = async (column: number, label: string) => {
      await wheel.nth(column).getByText(label, { exact: true }).click()
      await phone.rests()
    }
    const pick = async (id: string, column: number, label: string) => {
      await tap(id)
      await turn(column, label)
    }
    await pick('#selector', 0, '乙')
    await phone.shoot('gallery-picker')
    await sheet('确定')
    await says('change selector {"value":1}')
    await pick('#multi', 0, '二')
    await says('columnchange multi {"column":0,"value":1}')
    await sheet('确定')
    await says(/^change multi {"value":\[1,\d\]}/)
    await pick('#date', 1, '03月')
    await sheet('确定')
    await says('change date {"value":"2024-03-29"}')
    await tap('#month')
    await sheet('确定')
    await says('change month {"value":"2024-02"}')
    await tap('#time')
    await sheet('确定')
    await says('change time {"value":"12:01"}')
    await pick('#region', 0, '湖南省')
    await turn(1, '株洲市')
    await turn(0, '湖北省')
    expect(await wheel.nth(2).innerText()).toContain('江岸区')
    await turn(0, '湖南省')
    await phone.shoot('gallery-region')
    await sheet('确定')
    await says(
      'change region {"value":["湖南省","长沙市","芙蓉区"],"code":["430000","430100","430102"],"postcode":""}'
    )
    await tap('#selector')
    await sheet('取消')
    await says('cancel selector {}')
    await tap('#off-picker')
    expect(await wheel.count()).toBe(0)
  })

  it('turns the wheels of a picker-view', async () => {
    await phone.drag('#wheels wx-picker-view-column >> nth=0', { y: -40 })
    await says(/^pickstart wheels/, /^change wheels {"value":\[2,2\]}/, /^pickend wheels/)
  })

  it('writes in an editor, and answers the open types of a button', async () => {
    expect(await at('#editor').evaluate((one) => one.shadowRoot?.textContent)).toContain('写好的')
    for (const [id, label] of [
      ['phone', '允许'],
      ['setting', '允许'],
      ['share', '发送']
    ] as const) {
      await tap(`#${id}`)
      await sheet(label)
    }
    await tap('#user')
    await tap('#avatar')
    await phone.page.locator('.phone-sheet [type=image]').first().click()
    await says(
      /^getphonenumber phone {"errMsg":"getPhoneNumber:ok","code":/,
      /^opensetting setting {/,
      /^getuserinfo user {"errMsg":"getUserInfo:ok","userInfo":{"nickName":"微信用户"/,
      /^chooseavatar avatar {"avatarUrl":"http:\/\/tmp/
    )
    await tap('#contact')
  })

  it('submits the values of all named fields, and resets them', async () => {
    await phone.said()
    await tap('#submit')
    const [submitted] = await says(/^submit form/)
    expect(JSON.parse(submitted!.replace('submit form ', ''))).toEqual({
      formId: '',
      value: {
        name: '新名字',
        digits: '1×2',
        secret: '',
        card: '已填',
        area: '一\n二\n三',
        fruit: ['苹果', '香蕉'],
        size: '小',
        on: false,
        tick: true,
        level: 8,
        person: 1
      }
    })
    await tap('#reset')
    await says(/^reset form/)
    await tap('#submit')
    await says(/"size":"大","on":true,"tick":false,"level":4/)
  })
})

describe('media', () => {
  it('draws canvases, plays what a browser can, and labels what it cannot', async () => {
    await phone.open('/pages/media/media')
    await says(/^load \S* ?{"width":150,"height":60}/, /^error video {"errMsg"/)
    expect(await phone.kept('canvas')).toEqual({ width: 150, height: 60 })
    expect(await at('#audio').evaluate((one) => one.clientHeight)).toBeGreaterThan(30)
    for (const tag of [
      'map',
      'camera',
      'live-player',
      'live-pusher',
      'ad',
      'open-data',
      'voip-room'
    ])
      expect(await at(`wx-${tag}`).evaluate((one) => one.shadowRoot?.textContent)).toContain(
        `<${tag}>`
      )
    await tap('#gesture')
    await says(/^tap gesture/)
    await phone.page.setViewportSize({ width: 375, height: 1300 })
    await phone.shoot('gallery-media')
    await phone.page.setViewportSize({ width: 375, height: 812 })
    await phone.open('/pages/web/web')
    await says(/^load web {"src":"data:text/)
  })

  it('leaves the status bar and the capsule to a page with a title bar of its own', async () => {
    await phone.open('/pages/custom/custom')
    const bar = await at('.bar').boundingBox()
    expect([bar?.y, bar?.height]).toEqual([0, 68])
    expect(await phone.page.locator('h1').isVisible()).toBe(false)
    const capsule = await phone.page.locator('.phone-capsule').boundingBox()
    expect(capsule!.x + capsule!.width).toBeGreaterThan(360)
    const bottom = await at('.bottom').evaluate((one) => getComputedStyle(one).paddingBottom)
    expect(bottom).toBe('20px')
    await phone.shoot('gallery-custom')
  })
})

describe('events', () => {
  beforeAll(() => phone.open('/pages/events/events'))

  it('lets events be captured, bubble, be caught, and exclude each other', async () => {
    const orders = {
      '#deep': '捕获;目标;冒泡;捕获;',
      '#caught': '捕获;截住;',
      '#mutual': '内;',
      '#never': '捕获截住;'
    }
    for (const [id, order] of Object.entries(orders)) {
      await phone.open('/pages/events/events')
      await tap(id)
      await at('#order')
        .filter({ hasText: new RegExp(`^${order}$`) })
        .waitFor()
    }
  })

  it("gives an event WeChat's shape", async () => {
    await tap('#shape')
    await phone.page.waitForFunction(
      () => 'looked' in (globalThis as unknown as { getApp(): object }).getApp()
    )
    expect(await phone.kept('looked')).toEqual({
      type: 'tap',
      time: 'number',
      id: 'shape',
      target: { inner: [1], camelcase: 'x' },
      current: { outerKey: '外' },
      offsets: ['number', 'number'],
      mark: { outer: '1', inner: { a: 1 } },
      detail: ['x', 'y'],
      touches: 1,
      changed: ['identifier', 'clientX', 'clientY', 'pageX', 'pageY']
    })
  })

  it('sends touches, taps and long presses', async () => {
    await phone.said()
    const box = (await at('#touch').boundingBox())!
    await phone.page.mouse.move(box.x + 9, box.y + 9)
    await phone.page.mouse.down()
    const pressed = await says(/^touchstart/, /^longpress/)
    await phone.page.mouse.up()
    const all = [...pressed, ...(await says(/^touchend/))]
    expect(all.filter((line) => line.startsWith('tap'))).toEqual([])
    await tap('#touch')
    await says(/^tap touch/)
  })

  it('binds in both directions, to fields and to components', async () => {
    await at('#word input').fill('词')
    await at('#word-text').getByText('词').waitFor()
    await at('#counter .counter--add, #counter wx-view').first().click()
    await at('#count').getByText('2').waitFor()
    await tap('#model-switch')
    await at('#on').getByText('true').waitFor()
    await at('#model-slider input').fill('60')
    await at('#level').getByText('60').waitFor()
    await at('#sender wx-view').click()
    await says('change counter {"value":2}', 'near sender {"n":1}', 'far far {"n":1}')
  })

  it('plays animations, and reports their ends', async () => {
    await tap('#spin')
    await tap('#move')
    await says(/^transitionend animated/)
    await at('wx-text').getByText('动完').waitFor()
    await phone.shoot('gallery-events')
  })
})

describe('framework', () => {
  beforeAll(() => phone.open('/pages/framework/framework'))

  it('renders lists, conditions, templates, includes, WXS, slots and generics', async () => {
    // the last of its data comes from a callback of setData
    await at('#done').getByText('完 v').waitFor()
    const text = (await phone.text()).replace(/\s+/g, '')
    for (const words of [
      '0:a=9',
      '1:b=-',
      'a=1',
      'c=4',
      '数0数1',
      'a,b,',
      '少',
      '完v<view>不是标签</view>',
      '模板一154',
      '模板一112.5',
      'include：one',
      '￥12.50array122024OK!',
      '甲、乙（2）',
      '格子0格子1默认0默认1',
      '尾|中间|头'
    ])
      expect(text).toContain(words)
    expect(await at('#log').innerText()).toMatch(
      /behavior created；created；.*behavior attached；attached 行为 组件；.*page show；ready$/
    )
    await phone.shoot('gallery-framework')
  })

  it('isolates styles, passes external classes on, and gives virtual hosts no element', async () => {
    const colors = await at('.inside').evaluateAll((all) =>
      all.map((one) => getComputedStyle(one).color)
    )
    expect(colors).toEqual(['rgb(7, 160, 80)', 'rgb(7, 160, 80)'])
    expect(await at('.red').evaluate((one) => getComputedStyle(one).color)).toBe('rgb(192, 57, 43)')
    expect(await at('wx-bare, bare').count()).toBe(0)
    expect(
      await at('.item')
        .first()
        .evaluate((one) => getComputedStyle(one).color)
    ).toBe('rgb(31, 111, 178)')
  })

  it('follows data, relations and the handlers of WXS', async () => {
    await tap('#more')
    await at('wx-page').getByText('模板二').waitFor()
    expect((await phone.text()).replace(/\s+/g, '')).toContain('多')
    await tap('#toggle')
    await at('wx-page').getByText('乙（1）').waitFor()
    await tap('#find')
    await at('#found').getByText('行为 1').waitFor()
    await tap('#moved')
    expect(
      await at('#moved').evaluate((one) => [
        one.style.opacity,
        one.classList.contains('touched'),
        one.style.borderLeftWidth
      ])
    ).toEqual(['0.5', true, expect.stringMatching(/[34]px/)])
    await tap('#send')
    await at('#submitted').getByText('{"own":"内置"}').waitFor()
  })

  it('runs TypeScript, SCSS, LESS and a package of its own', async () => {
    await phone.open('/pages/typed/typed?n=3')
    expect(await at('#sum').innerText()).toBe('6')
    expect(
      await at('.inner')
        .first()
        .evaluate((one) => getComputedStyle(one).color)
    ).toBe('rgb(192, 57, 43)')
    await phone.open('/packages/one/detail/detail?id=1')
    expect(await at('.title').evaluate((one) => getComputedStyle(one).color)).toBe(
      'rgb(31, 111, 178)'
    )
    await phone.open('/pages/broken/broken')
    await at('[role=alert]').waitFor()
  })
})

describe('wx', () => {
  const call = async (name: string, ...choices: string[]) => {
    // not by the mouse: a toast may lie above it
    await at(`#${name}`).evaluate((target) => {
      const touch = new Touch({ identifier: 0, target, clientX: 1, clientY: 1 })
      for (const type of ['touchstart', 'touchend'])
        target.dispatchEvent(
          new TouchEvent(type, { changedTouches: [touch], bubbles: true, composed: true })
        )
    })
    for (const choice of choices) {
      if (choice === 'picture')
        await phone.page.locator('.phone-sheet [type=image]').first().click()
      else await sheet(choice)
    }
    for (let left = 600; left > 0; left--) {
      const { name: last, result } = ((await phone.kept('result')) ?? {}) as {
        name?: string
        result?: unknown
      }
      if (last === name) return result
      await phone.page.waitForTimeout(25)
    }
    throw new Error(`wx.${name} did not end`)
  }
  const ANSWERS: Record<string, string[]> = {
    showModal: ['是'],
    showActionSheet: ['乙'],
    openLocation: ['关闭'],
    chooseAddress: ['使用'],
    makePhoneCall: ['呼叫 10000'],
    scanCode: ['扫到了'],
    requestSubscribeMessage: ['允许'],
    shareAppMessage: ['发送'],
    chooseMedia: ['picture'],
    chooseImage: ['picture'],
    previewImage: ['关闭']
  }

  it('has each call that templates use, with the result that WeChat gives', async () => {
    await phone.open('/pages/wx/wx')
    const names = await at('.call').evaluateAll((all) =>
      all.map((one) => one.id).filter((id) => !['go', 'look', 'watch'].includes(id))
    )
    const results: Record<string, unknown> = {}
    for (const name of names) results[name] = await call(name, ...(ANSWERS[name] ?? []))
    for (const [name, result] of Object.entries(results)) {
      const { errMsg } = (result ?? {}) as { errMsg?: string }
      if (errMsg)
        expect(errMsg).toMatch(/Bluetooth/.test(name) ? /:fail not supported/ : `${name}:ok`)
    }
    expect(results).toMatchObject({
      showModal: { confirm: true, cancel: false },
      showActionSheet: { tapIndex: 1 },
      getStorage: { data: { n: 1 } },
      getStorageSync: [1, 2],
      getWindowInfo: { windowWidth: 375, statusBarHeight: 24 },
      getAccountInfoSync: { miniProgram: { envVersion: 'develop' } },
      canIUse: true,
      login: { code: expect.stringMatching(/^dev-alice-/) as string },
      getLocation: { latitude: 23.10229 },
      getClipboardData: { data: '复制' },
      requestSubscribeMessage: { one: 'accept' },
      chooseMedia: { type: 'image', tempFiles: [{ fileType: 'image' }] },
      getImageInfo: { width: 120, height: 60 },
      request: { statusCode: 200, data: { method: 'GET', url: '/echo?a=1' } },
      downloadFile: {
        statusCode: 200,
        tempFilePath: expect.stringMatching(/^http:\/\/tmp\//) as string
      },
      uploadFile: { statusCode: 200, data: '{"method":"POST","url":"/echo"}' }
    })
    await phone.shoot('gallery-wx')
  })

  it('opens pages with a channel, finds elements, and watches them come into view', async () => {
    await phone.open('/pages/wx/wx')
    await tap('#go')
    await at('.title').getByText('详情 7 收到').waitFor()
    await phone.page.locator('.phone-back').click()
    await at('#result').getByText('ready 7').waitFor()
    await tap('#look')
    await at('#result')
      .getByText(/^query/)
      .waitFor()
    expect(await phone.kept('rects')).toMatchObject({
      rect: { id: 'look', dataset: {} },
      first: { dataset: { name: 'showToast' } },
      viewport: { scrollLeft: 0 }
    })
    await tap('#watch')
    const scroll = (top: number) =>
      at('wx-page').evaluate((one, to) => one.scrollTo({ top: to, behavior: 'instant' }), top)
    await scroll(9999)
    await at('#result').getByText('看见了').waitFor()
    await scroll(0)
    await at('#result').getByText('看不见').waitFor()
  })
})

it('is dark where the phone is', async () => {
  await phone.page.evaluate(() =>
    localStorage.setItem('preview/1/settings', JSON.stringify({ theme: 'dark' }))
  )
  await phone.page.reload()
  await phone.open('/pages/views/views')
  expect(await at('wx-page').evaluate((one) => getComputedStyle(one).backgroundColor)).toBe(
    'rgb(17, 17, 17)'
  )
  expect(
    await phone.page.locator('.phone-top').evaluate((one) => getComputedStyle(one).backgroundColor)
  ).toBe('rgb(25, 25, 25)')
  await phone.shoot('gallery-dark')
})

it('makes no errors but those that are asked for', () => {
  expect(phone.errors.filter((line) => !BY_DESIGN.test(line))).toEqual([])
})
