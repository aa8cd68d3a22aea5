import { type Browser } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { startTestStack, type TestStack } from '../../../support/stack'
import { openPreview, type PreviewPage } from './preview-page'

let browser: Browser
let stack: TestStack
let preview: PreviewPage
let user: string
let users = 0

beforeAll(async () => {
  ;[browser, stack] = await Promise.all([launchChromium(), startTestStack()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})
beforeEach(async () => {
  user = `told.${++users}`
  preview = await openPreview(browser, stack.url)
  await preview.set('user', user)
  await preview.tap('微信登录')
  await preview.sees('已登录')
  await openProfile()
  await preview.tap('选择头像')
  await preview.pickAvatar()
  await preview.phone.getByRole('textbox', { name: '昵称' }).click()
  await preview.tap(`用微信昵称“${user}”`)
  await preview.tap('保存')
  await preview.sees('已保存')
  await work()
})
afterEach(() => preview.close())

const openProfile = () => preview.follow('我的资料')
const work = () => stack.scf.invoke('events', { Type: 'Timer' })
const nickname = () => preview.phone.getByRole('textbox', { name: '昵称' }).inputValue()
const userIds = async () =>
  (await stack.database.query<{ id: string }>('SELECT HEX(id) AS id FROM users')).map(
    ({ id }) => id
  )

/** Has WeChat tell the back end something about the phone's user, and opens the profile again. */
async function tell(message: string): Promise<void> {
  const box = preview.page.locator('#messages')
  await box.getByRole('button', { name: message }).click()
  await box.getByText(`${message}：已接收，数秒内处理（200）`).waitFor()
  await work()
  await preview.reopen()
  await preview.sees('已登录')
  await openProfile()
  await preview.phone.locator('input:enabled').first().waitFor()
}

it('erases the user who has closed the account', async () => {
  const before = await userIds()
  await tell('用户注销账号')
  expect(await nickname()).toBe('')
  await preview.phone.getByRole('button', { name: '选择头像' }).waitFor()
  // the phone has logged in again, as somebody new
  const after = await userIds()
  expect(after).toHaveLength(before.length)
  expect(after).not.toEqual(before)
})

it('clears the profile that WeChat has found to be risky', async () => {
  const before = await userIds()
  await tell('资料有风险，已被清理')
  expect(await nickname()).toBe('')
  await preview.phone.getByRole('button', { name: '选择头像' }).waitFor()
  expect(await userIds()).toEqual(before)
})

it('removes a picture that WeChat has judged to be risky, and says so', async () => {
  await tell('头像违规')
  await preview.sees('头像未通过审核，已移除，请换一个。')
  expect(await nickname()).toBe(user)
  await preview.shoot('told-risky')
})
