import { type Browser } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { bearer, freshCode, postJson, startTestStack, type TestStack } from '../../../support/stack'
import { type PreviewServer, servePreview } from '../serve-preview'
import { openPreview, type PreviewPage } from './preview-page'

let browser: Browser
let stack: TestStack
let server: PreviewServer
let preview: PreviewPage
/** Each test has its own user. */
let user: string
let users = 0

beforeAll(async () => {
  ;[browser, stack] = await Promise.all([launchChromium(), startTestStack()])
  server = await servePreview(stack.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await stack?.stop()
})
beforeEach(async () => {
  user = `user.${++users}`
  preview = await openPreview(browser, server.url)
  await preview.set('user', user)
})
afterEach(() => preview.close())

async function logIn(): Promise<void> {
  await preview.tap('微信登录')
  await preview.sees('已登录')
}

/** Logs the user in on another device. Returns that session's token. */
async function logInOn(device?: string): Promise<string> {
  const reply = await stack.fetch('/login', postJson({ code: freshCode(user), device }))
  return ((await reply.json()) as { token: string }).token
}

const isGood = async (token: string) =>
  (await stack.fetch('/session', bearer(token))).status === 200
const storedToken = () =>
  preview.page.evaluate(() => localStorage.getItem('preview/1/storage/session/token/v2/develop'))
const calls = () => preview.page.locator('#calls tbody tr').allInnerTexts()

describe('devices', () => {
  const rows = () => preview.phone.locator('.device')

  it('marks this device, logs out one device, then all others', async () => {
    const [ipad, mate, none] = [await logInOn('iPad'), await logInOn('Mate 70'), await logInOn()]
    await logIn()
    const { follow, sees, tap, shoot } = preview
    await follow('登录设备管理')
    await sees('已登录 4 台设备')
    expect(await rows().filter({ hasText: '本机' }).allInnerTexts()).toEqual([
      expect.stringMatching(/^iPhone 13 mini/)
    ])
    await shoot('devices')

    await tap('让iPad退出登录')
    await sees(/让.*iPad.*退出登录？/)
    await shoot('devices-asked')
    await tap('取消')
    expect(await isGood(ipad)).toBe(true)
    await tap('让iPad退出登录')
    await tap('退出')
    await sees('已登录 3 台设备')
    expect([await isGood(ipad), await isGood(mate)]).toEqual([false, true])

    await tap('退出其他设备')
    await tap('全部退出')
    await sees('仅本机已登录')
    expect([await isGood(mate), await isGood(none)]).toEqual([false, false])
    expect(await rows().count()).toBe(1)
    const button = preview.phone.getByRole('button', { name: '退出其他设备' })
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await tap('返回')
    await sees('已登录')
  })

  it('lets a user log in on the devices page', async () => {
    const { follow, sees, tap } = preview
    await follow('登录设备管理')
    await sees('登录后查看')
    expect(await rows().count()).toBe(0)
    await tap('微信登录')
    await sees('仅本机已登录')
  })
})

describe('me', () => {
  it('keeps the nickname after a restart', async () => {
    const { phone, follow, sees, tap, shoot } = preview
    await logIn()
    await follow('我的资料')
    await phone.getByRole('textbox', { name: '昵称' }).click()
    await tap(`用微信昵称“${user}”`)
    await tap('保存')
    await sees('已保存')
    await shoot('me')

    await preview.reopen()
    await sees('已登录')
    await follow('我的资料')
    await phone.locator('input[placeholder="请填写昵称"]:not(:placeholder-shown)').waitFor()
    expect(await phone.getByRole('textbox', { name: '昵称' }).inputValue()).toBe(user)
  })

  it('erases all data, but only after confirmation', async () => {
    const { phone, follow, sees, tap, shoot } = preview
    const elsewhere = await logInOn('iPad')
    await logIn()
    await follow('我的资料')
    await phone.getByRole('textbox', { name: '昵称' }).click()
    await tap('用微信昵称“' + user + '”')
    await tap('保存')
    await sees('已保存')
    await tap('清除我的数据')
    await sees(/无法恢复/)
    await shoot('me-erasing')
    await tap('取消')
    expect(await isGood(elsewhere)).toBe(true)

    await tap('清除我的数据')
    await tap('清除')
    await sees('未登录')
    await sees('已清除')
    expect(await isGood(elsewhere)).toBe(false)
    expect(await storedToken()).toBeNull()
    await logIn()
    await follow('我的资料')
    await phone.locator('input[placeholder=请填写昵称]').waitFor()
    expect(await phone.getByRole('textbox', { name: '昵称' }).inputValue()).toBe('')
  })
})

it('lets the user type a nickname, without offering one twice', async () => {
  const { page, phone, follow, sees, tap } = preview
  await logIn()
  await follow('我的资料')
  await phone.getByRole('textbox', { name: '昵称' }).click()
  await tap('自己输入')
  await page.keyboard.type('小雨🌧')
  await tap('保存')
  await sees('已保存')
  expect(await phone.getByRole('textbox', { name: '昵称' }).inputValue()).toBe('小雨🌧')
})

describe('about', () => {
  it('shows environment, address, clock, and the ids of the last requests', async () => {
    const { page, phone, follow, sees, tap, rests, shoot } = preview
    await logIn()
    await tap('刷新状态')
    await rests()
    await page.clock.setSystemTime(Date.now() + 300_000)
    await tap('刷新状态')
    await rests()
    await follow('关于与诊断')
    await sees('比服务器快 5 分钟')
    for (const words of ['开发版', '3.8.12', 'http://127.0.0.1:3000', '已连接']) await sees(words)
    const ids = await page
      .locator('#calls tbody tr')
      .evaluateAll((all) => all.map((row) => (row as HTMLElement).title.replace('请求编号 ', '')))
    expect(ids).toHaveLength(3)
    const shown = await phone.locator('.call .trace').allInnerTexts()
    expect(shown.map((trace) => trace.split('\n')[1])).toEqual(ids)
    expect(shown[0]).toMatch(/^function:session#/)
    await shoot('about')
  })

  it("saves this phone's gateway address, which logs out, and resets it", async () => {
    const { phone, follow, sees, tap } = preview
    const field = phone.getByRole('textbox', { name: '本机使用的网关地址' })
    const save = async (url: string) => {
      await field.fill(url)
      await tap('保存网关地址')
    }
    await logIn()
    await follow('关于与诊断')
    await save('192.168.1.5')
    await sees(/不含路径/)
    expect(await storedToken()).not.toBeNull()
    await save('http://localhost:3000/')
    await sees('http://localhost:3000')
    await sees('已保存')
    expect(await storedToken()).toBeNull()
    await tap('返回')
    await sees('未登录')
    await logIn()
    await follow('关于与诊断')
    await save('')
    await sees('http://127.0.0.1:3000')
    await sees('已恢复默认')
  })

  it('copies the diagnostics', async () => {
    const { page, follow, sees, tap } = preview
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await logIn()
    await follow('关于与诊断')
    await tap('复制诊断信息')
    await sees('内容已复制')
    const text = await page.evaluate(() => navigator.clipboard.readText())
    expect(text).toMatch(/^版本：开发版\n/)
    expect(text).toMatch(/login · 200 · \d+ 毫秒 · function:login#/)
  })
})

describe('the login', () => {
  it('silently logs in again when the session was ended elsewhere', async () => {
    const { sees, tap, rests, phone } = preview
    await logIn()
    const elsewhere = await logInOn('iPad')
    const before = await storedToken()
    await stack.fetch('/session/others', { ...bearer(elsewhere), method: 'DELETE' })
    await tap('刷新状态')
    await rests()
    await sees('已登录')
    expect(await storedToken()).not.toBe(before)
    expect(await phone.getByRole('alert').count()).toBe(0)
    expect((await calls()).map((row) => row.split('\t').slice(0, 2).join(' '))).toEqual([
      'GET /session 200',
      'POST /login 200',
      'GET /session 401',
      'POST /login 200'
    ])
  })

  it('keeps the login while the service is down, and shows that it does', async () => {
    const { sees, tap } = preview
    await logIn()
    const before = await storedToken()
    stack.proxy.refuse(true)
    try {
      await tap('刷新状态')
      await sees('登录状态已保留')
      await sees('刷新失败：服务暂时不可用')
      await preview.reopen()
      await sees('刷新失败：服务暂时不可用')
      await sees('登录状态已保留')
      expect(await storedToken()).toBe(before)
    } finally {
      stack.proxy.refuse(false)
    }
    await tap('再试一次')
    await sees('已登录')
  })

  it.each([
    [320, 1.5],
    [320, 1.25],
    [375, 1],
    [430, 1.25]
  ])(
    'moves nothing on the page during a login at %d px and font scale %d',
    async (widthPx, fontScale) => {
      const { phone, tap, sees, show } = preview
      await show({ widthPx, fontScale })
      // centered text that changes in place is reported too
      const moved = await phone.locator('html').evaluateHandle(() => {
        interface Shift {
          sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[]
        }
        const texts: string[] = []
        new PerformanceObserver((list) => {
          for (const { sources } of list.getEntries() as unknown as Shift[])
            for (const { node, previousRect: from, currentRect: to } of sources)
              if (from.x !== to.x || from.y !== to.y) texts.push(node?.textContent ?? '')
        }).observe({ type: 'layout-shift' })
        return texts
      })
      await logIn()
      stack.proxy.refuse(true)
      try {
        await tap('刷新状态')
        await sees('登录状态已保留')
      } finally {
        stack.proxy.refuse(false)
      }
      await tap('关闭提示')
      await tap('再试一次')
      await sees('已登录')
      await phone
        .locator('html')
        .evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))))
      expect(await moved.jsonValue()).toEqual([])
    }
  )
})
