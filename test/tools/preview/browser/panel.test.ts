import { readFileSync } from 'node:fs'
import { type Browser, type Locator } from 'playwright-core'
import { type Gateway, startGateway } from '../../../miniprogram/gateway'
import { launchChromium } from '../../../support/chromium'
import { ENVIRONMENTS, startSwitchedGateway } from '../../gateway/switched-gateway'
import { type PreviewServer, servePreview } from '../serve-preview'
import { openPreview, type PreviewPage } from './preview-page'

let browser: Browser
let gateway: Gateway
let server: PreviewServer
let preview: PreviewPage

beforeAll(async () => {
  browser = await launchChromium()
  server = await servePreview(() => gateway.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})
beforeEach(async () => {
  gateway = await startGateway()
  preview = await openPreview(browser, server.url)
})
afterEach(async () => {
  await preview.close()
  await gateway.close()
})

const scene = (name: string) =>
  preview.page.locator('#scenes').getByRole('button', { name }).click()

async function logIn(): Promise<void> {
  await preview.tap('微信登录')
  await preview.sees('已登录')
}

it('explains each of its controls in Chinese', async () => {
  const explained = (controls: Locator) =>
    controls.evaluateAll((all) =>
      all.map((one) => {
        const name = one.getAttribute('name') ?? one.textContent?.trim() ?? ''
        return [name, one.closest('[title]')?.getAttribute('title')]
      })
    )
  const fields = await explained(preview.page.locator('main input, main select'))
  expect(fields.map(([name]) => name)).toEqual([
    'way',
    'widthPx',
    'theme',
    'fontScale',
    'user',
    'login',
    'privacyNeeded',
    'network',
    'delayMs',
    'mock',
    'prefer',
    'spoilToken',
    'latitude',
    'longitude',
    'place',
    'locationDenied',
    'addressName',
    'addressPhone',
    'addressDetail'
  ])
  const buttons = await explained(preview.page.locator('.tools button, .tools a#second-phone'))
  expect(buttons.map(([name]) => name)).toEqual([
    '重新打开',
    '清空数据',
    '切到后台',
    '下拉刷新',
    '再开一台手机'
  ])
  for (const [, title] of [...fields, ...buttons]) expect(title).toMatch(/\p{Script=Han}{4}/u)
  const scenes = preview.page.locator('#scenes button')
  expect(await scenes.locator('b').allInnerTexts()).toEqual([
    '一切正常',
    '首次打开',
    '正在登录',
    '静默重新登录',
    '登录过期',
    '断网',
    '网络慢',
    '无响应',
    '服务不可用',
    '示例数据',
    '未同意隐私指引'
  ])
  for (const description of await scenes.locator('span').allInnerTexts())
    expect(description).toMatch(/\p{Script=Han}{4}/u)
})

describe('scenes', () => {
  it('starts logged out: 首次打开', async () => {
    await logIn()
    await preview.reopen('首次打开')
    await preview.sees('未登录')
    expect(gateway.count('POST /login')).toBe(1)
  })

  it('slows the login down until 一切正常: 正在登录', async () => {
    const { sees, tap, page } = preview
    await preview.reopen('正在登录')
    await sees('未登录')
    await tap('微信登录')
    await sees('正在登录…')
    expect(await page.locator('[name=delayMs]').inputValue()).toBe('5000')
    await scene('一切正常')
    expect(await page.locator('[name=delayMs]').inputValue()).toBe('0')
    await preview.reopen()
    await logIn()
  })

  it('logs in again silently after a refused token: 静默重新登录', async () => {
    await logIn()
    await scene('静默重新登录')
    await preview.tap('刷新状态')
    await preview.sees('已登录')
    await preview.page.locator('#calls tr', { hasText: '401' }).waitFor()
    await preview.sees('已登录')
    expect(gateway.count('POST /login')).toBe(2)
  })

  it('logs the user out and shows why: 登录过期', async () => {
    await logIn()
    await scene('登录过期')
    await preview.tap('刷新状态')
    await preview.sees('未登录')
    await preview.sees(/刷新失败：未能获取微信登录凭证/)
    await scene('一切正常')
    await logIn()
  })

  it('shows the banner while the phone is offline: 断网', async () => {
    await scene('断网')
    await preview.sees('网络未连接')
    await preview.tap('微信登录')
    await preview.sees('登录失败：网络不可用')
    await scene('一切正常')
    await preview.phone.getByText('网络未连接').waitFor({ state: 'hidden' })
  })

  it('delays each request: 网络慢', async () => {
    await scene('网络慢')
    await logIn()
    const took = await preview.page.locator('#calls td', { hasText: ' ms' }).first().innerText()
    expect(parseInt(took, 10)).toBeGreaterThanOrEqual(1500)
  })

  it('leaves the phone waiting: 无响应', async () => {
    await scene('无响应')
    await preview.tap('微信登录')
    await preview.sees('正在登录…')
    expect(gateway.count('POST /login')).toBe(0)
  })

  it('keeps the login: 服务不可用', async () => {
    await logIn()
    await scene('服务不可用')
    await preview.tap('刷新状态')
    await preview.sees('登录状态已保留')
    await scene('一切正常')
    await preview.tap('再试一次')
    await preview.sees('已登录')
  })

  it('gets examples from the gateway without switching a route: 示例数据', async () => {
    const switched = await startSwitchedGateway()
    const own = await servePreview(switched.url)
    await preview.close()
    preview = await openPreview(browser, own.url)
    try {
      const answered = (by: RegExp) =>
        preview.page.locator('#calls tbody tr').first().getByText(by).waitFor()
      await scene('示例数据')
      await logIn()
      await answered(/^mock:loggedIn/)
      await preview.sees('示例数据')
      await scene('一切正常')
      await preview.tap('刷新状态')
      await answered(/^function:session/)
      await preview.phone.getByText('示例数据').waitFor({ state: 'hidden' })
      expect(readFileSync(switched.files.environmentsFile, 'utf8')).toBe(ENVIRONMENTS)
    } finally {
      await own.stop()
      await switched.stop()
    }
  })

  it('asks the user for consent first: 未同意隐私指引', async () => {
    await logIn()
    await scene('未同意隐私指引')
    await preview.follow('我的资料')
    await preview.tap('选择头像')
    await preview.sees('用户隐私保护提示')
  })
})

it("has WeChat's stand-in push a message about the phone's user, and shows the answer", async () => {
  const asked: unknown[] = []
  await preview.page.route('**/preview/wechat', (route) => {
    asked.push(JSON.parse(route.request().postData() ?? '{}'))
    return route.fulfill({ json: { isTaken: false, statuses: [401, 401] } })
  })
  const box = preview.page.locator('#messages')
  await box.getByLabel('推送方式').selectOption('旧密钥')
  await box.getByRole('button', { name: '用户注销账号' }).click()
  await box.getByText('未被接收（401、401）').waitFor()
  expect(asked).toEqual([
    { event: 'user_authorization_cancellation', fault: 'oldKey', user: 'alice' }
  ])
})
