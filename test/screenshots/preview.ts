// Takes the README's pictures of the mini-program, from a running stack, into docs/images:
//   node --import tsx test/screenshots/preview.ts
import path from 'node:path'
import { launchChromium } from '../support/chromium'
import globalSetup from '../support/global-setup'
import globalTeardown from '../support/global-teardown'
import { project } from '../support/project'
import { freshCode, postJson, startTestStack, type TestStack } from '../support/stack'
import { openPreview, type PreviewPage } from '../tools/preview/browser/preview-page'
import { servePreview } from '../tools/preview/serve-preview'

const IMAGES = path.join(project.root, 'docs/images')

async function main(): Promise<void> {
  await globalSetup()
  const stack = await startTestStack()
  const served = servePreview(stack.url, project.miniprogramDir, { cos: stack.cos.url })
  const [browser, server] = await Promise.all([launchChromium(), served])
  try {
    const preview = await openPreview(browser, server.url)
    await takePictures(preview, stack)
  } finally {
    await browser.close()
    await server.stop()
    await stack.stop()
    await globalTeardown()
  }
}

async function takePictures(preview: PreviewPage, stack: TestStack): Promise<void> {
  const { page, phone, set, tap, follow, pickAvatar, sees, rests } = preview
  const file = (name: string) => path.join(IMAGES, `${name}.png`)
  const shootPhone = (name: string) =>
    page
      .locator('iframe.phone')
      .screenshot({ path: file(name), omitBackground: true, animations: 'disabled' })

  await logInElsewhere(stack)
  await tap('微信登录')
  await sees('已登录')
  await tap('刷新状态')
  await rests()
  await page.setViewportSize({ width: 1120, height: 800 })
  await page.screenshot({ path: file('preview') })
  await page.setViewportSize({ width: 1120, height: 1060 })
  await page.addStyleTag({ content: ':root, body { background: none !important }' })
  await shootPhone('phone-home')
  await follow('登录设备管理')
  await sees('已登录 3 台设备')
  await shootPhone('phone-devices')
  await tap('返回')
  await follow('我的资料')
  await sees('未绑定')
  await tap('选择头像')
  await pickAvatar()
  await phone.getByRole('textbox', { name: '昵称' }).click()
  await tap('自己输入')
  await page.keyboard.type('小雨')
  await tap('绑定手机号')
  await tap('允许')
  await sees(/138\*{4}/)
  await tap('保存')
  await sees('已保存')
  await phone.getByText('已保存').waitFor({ state: 'detached' })
  await set('theme', 'dark')
  await phone.locator('html[data-theme=dark]').waitFor()
  await shootPhone('phone-me')
  await tap('返回')
  await sees('已登录')
  stack.proxy.refuse(true)
  await tap('刷新状态')
  await sees('刷新失败：服务暂时不可用')
  await shootPhone('phone-database-down')
}

/** Logs the preview's first user in on two more devices. */
async function logInElsewhere(stack: TestStack): Promise<void> {
  for (const [device, hours] of [
    ['iPad Air', 3],
    ['HUAWEI Mate 70', 50]
  ] as const) {
    await stack.fetch('/login', postJson({ code: freshCode('alice'), device }))
    await stack.database.query(
      `UPDATE sessions SET created_at = created_at - INTERVAL ? HOUR,
         last_seen_at = last_seen_at - INTERVAL ? HOUR WHERE device = ?`,
      [hours, hours, device]
    )
  }
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
