import { type Browser } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { startTestStack, type TestStack } from '../../../support/stack'
import { type PreviewServer, servePreview } from '../serve-preview'
import { openPreview, type PreviewPage } from './preview-page'

let browser: Browser
let stack: TestStack
let server: PreviewServer
let preview: PreviewPage

beforeAll(async () => {
  ;[browser, stack] = await Promise.all([launchChromium(), startTestStack()])
  server = await servePreview(stack.url, undefined, { wechat: `${stack.wechat!.url}/_push` })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await stack?.stop()
})
let users = 0
beforeEach(async () => {
  preview = await openPreview(browser, server.url)
  await preview.set('user', `phone.user.${++users}`)
})
afterEach(() => preview.close())

async function openProfile(): Promise<void> {
  await preview.tap('微信登录')
  await preview.sees('已登录')
  await preview.follow('我的资料')
}

it('keeps the phone number after a restart, once the user has allowed it', async () => {
  const { follow, sees, tap } = preview
  await openProfile()
  await sees('未绑定')
  await tap('绑定手机号')
  await tap('不允许')
  await sees('未绑定')
  await tap('绑定手机号')
  await tap('允许')
  await sees(/138\*{4}/)
  await preview.reopen()
  await sees('已登录')
  await follow('我的资料')
  await sees(/138\*{4}/)
})

it('removes the phone number when the user has withdrawn it', async () => {
  const { page, follow, sees, tap } = preview
  await openProfile()
  await tap('绑定手机号')
  await tap('允许')
  await sees(/138\*{4}/)
  const told = page.locator('#messages')
  await told.getByRole('button', { name: '用户撤回手机号授权' }).click()
  await told.getByText('已接收，数秒内处理（200）').waitFor()
  await stack.scf.invoke('events', { Type: 'Timer' })
  await preview.reopen()
  await sees('已登录')
  await follow('我的资料')
  await sees('未绑定')
})

it('asks for consent to the privacy guideline first, and again after a refusal', async () => {
  const { sees, tap, check, shoot, phone, page } = preview
  await check('privacyNeeded')
  await openProfile()
  await tap('绑定手机号')
  await sees('用户隐私保护提示')
  await phone.getByText('《小程序用户隐私保护指引》').click()
  await tap('知道了')
  await shoot('privacy')
  await tap('不同意')
  await sees('绑定失败：尚未同意隐私保护指引')
  await tap('绑定手机号')
  await tap('同意')
  await tap('允许')
  await sees(/138\*{4}/)
  expect(await page.locator('[name=privacyNeeded]').isChecked()).toBe(false)
})
