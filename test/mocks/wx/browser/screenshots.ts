/** npm run screenshots: the README's pictures of the mini-program, taken from the running stack. */
import path from 'node:path'
import { launchChromium } from '../../../support/chromium'
import globalSetup from '../../../support/global-setup'
import globalTeardown from '../../../support/global-teardown'
import { startTestStack, type TestStack } from '../../../support/stack'
import { servePreview } from '../serve-preview'
import { openPreview, type PreviewPage } from './preview-page'

const IMAGES = path.resolve(__dirname, '../../../../docs/images')

async function main(): Promise<void> {
  await globalSetup()
  const stack = await startTestStack()
  const [browser, server] = await Promise.all([launchChromium(), servePreview(stack.url)])
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
  const { page, set, tap, sees } = preview
  const file = (name: string) => path.join(IMAGES, `${name}.png`)
  const shootPhone = (name: string) =>
    page.locator('iframe.phone').screenshot({ path: file(name), omitBackground: true })

  await tap('微信登录')
  await sees('已登录')
  await tap('刷新状态')
  await sees('已登录')
  await page.setViewportSize({ width: 1120, height: 800 })
  await page.screenshot({ path: file('preview') })
  await page.setViewportSize({ width: 1120, height: 1060 })
  await page.addStyleTag({ content: ':root, body { background: none !important }' })
  await shootPhone('phone-light')
  await set('theme', 'dark')
  await shootPhone('phone-dark')
  stack.proxy.refuse(true)
  await set('theme', 'light')
  await tap('刷新状态')
  await sees('登录已保留')
  await shootPhone('phone-database-down')
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
