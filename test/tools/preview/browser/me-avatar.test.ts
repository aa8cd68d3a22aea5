import { type Browser } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { project } from '../../../support/project'
import { startTestStack, type TestStack } from '../../../support/stack'
import { startMock } from '../../gateway/helpers'
import { servePreview } from '../serve-preview'
import { findUgly } from './measure'
import { openPreview, type PreviewPage } from './preview-page'

let browser: Browser
let stack: TestStack
beforeAll(async () => {
  ;[browser, stack] = await Promise.all([launchChromium(), startTestStack()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

let opened: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of opened.reverse()) await close()
  opened = []
})

async function openProfile(
  gatewayUrl: string,
  user: string,
  others?: Record<string, string>
): Promise<PreviewPage> {
  const server = await servePreview(gatewayUrl, project.miniprogramDir, others)
  const preview = await openPreview(browser, server.url)
  opened.push(server.stop, preview.close)
  await preview.set('user', user)
  await preview.tap('微信登录')
  await preview.sees('已登录')
  await preview.follow('我的资料')
  return preview
}

const openWithStorage = (user: string) => openProfile(stack.url, user, { cos: stack.cos.url })

async function choose({ tap, pickAvatar, sees, phone }: PreviewPage): Promise<void> {
  await tap('选择头像')
  await pickAvatar()
  await sees('保存后生效。')
  await phone.getByRole('textbox', { name: '昵称' }).click()
  await phone.getByRole('button', { name: /^用微信昵称/ }).click()
}

/** Waits until the page has drawn a picture whose address begins so. */
async function seesPicture({ phone }: PreviewPage, start: string): Promise<void> {
  await phone.locator(`img[src^="${start}"]`).evaluate((image: HTMLImageElement) => image.decode())
}

async function looksRight({ phone, show, shoot }: PreviewPage, name: string): Promise<void> {
  for (const [widthPx, theme] of [
    [320, 'light'],
    [430, 'dark']
  ] as const) {
    await show({ widthPx, theme })
    expect(await phone.locator('html').evaluate(findUgly)).toEqual([])
    await shoot(`avatar-${name}-${widthPx}-${theme}`)
  }
}

it('uploads a picture straight to storage, shows it on another phone, and erases it', async () => {
  const preview = await openWithStorage('avatar.one')
  await choose(preview)
  await preview.tap('保存')
  await preview.sees('已保存')
  await seesPicture(preview, `${stack.cos.url}/avatar/`)
  await preview.rests()
  await looksRight(preview, 'saved')
  const other = await openWithStorage('avatar.one')
  await seesPicture(other, `${stack.cos.url}/avatar/`)
  await other.tap('清除我的数据')
  await other.tap('清除')
  await other.sees('已清除')
  await stack.scf.invoke('events', {})
  expect(stack.cos.list()).toEqual([])
  expect([...preview.complaints, ...other.complaints]).toEqual([])
}, 60_000)

it('reports an upload that is slow, lost or refused, and saves the picture in the end', async () => {
  const preview = await openWithStorage('avatar.two')
  const { page, tap, sees } = preview
  await choose(preview)
  let finish = () => {}
  const slow = new Promise<void>((resolve) => (finish = resolve))
  const storage = `${stack.cos.url}/`
  await page.route(storage, async (route) => {
    await slow
    await route.fulfill({ status: 403, headers: { 'access-control-allow-origin': '*' } })
  })
  await tap('保存')
  await sees(/正在上传|已上传/)
  await looksRight(preview, 'slow')
  await tap('取消上传')
  await sees('保存失败：上传已取消')
  await tap('保存')
  await sees(/正在上传|已上传/)
  finish()
  await sees('保存失败：上传未被接受')
  await looksRight(preview, 'refused')
  await page.unroute(storage)
  stack.cos.fail('slowDown', 2)
  await tap('保存')
  await sees('保存失败：上传未完成')
  await looksRight(preview, 'lost')
  await tap('保存')
  await sees('已保存')
  await seesPicture(preview, `${stack.cos.url}/avatar/`)
}, 60_000)

it('shows the picture that was uploaded to a mock', async () => {
  const mock = await startMock()
  opened.push(mock.stop)
  const preview = await openProfile(mock.url, 'avatar.three')
  await choose(preview)
  await preview.tap('保存')
  await preview.sees('已保存')
  const { origin } = new URL(preview.page.url())
  await seesPicture(preview, `${origin}/_gateway/uploads/upload/avatar/`)
}, 60_000)
