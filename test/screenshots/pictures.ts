import path from 'node:path'
import { launchChromium } from '../support/chromium'
import { project } from '../support/project'
import { openPreview, type PreviewPage } from '../tools/preview/browser/preview-page'

/** Where a picture of the docs is: `name` is its path in docs/images, without the ending. */
export const pictureFile = (name: string) => path.join(project.root, 'docs/images', `${name}.png`)

/** Logs in on the preview of the stack whose address is the first argument, and lets `take` take pictures there. */
export function takePictures(take: (preview: PreviewPage, url: string) => Promise<void>): void {
  const url = process.argv[2] ?? 'http://localhost:3000'
  photograph(url, take).catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}

async function photograph(
  url: string,
  take: (preview: PreviewPage, url: string) => Promise<void>
): Promise<void> {
  const browser = await launchChromium()
  try {
    const preview = await openPreview(browser, url)
    await preview.tap('微信登录')
    await preview.sees('已登录')
    await preview.rests()
    await take(preview, url)
  } finally {
    await browser.close()
  }
}

/** Saves a picture of the phone alone. */
export async function shootPhone({ page }: PreviewPage, name: string): Promise<void> {
  await page.addStyleTag({ content: ':root, body { background: none !important }' })
  const phone = page.locator('iframe.phone')
  await phone.screenshot({ path: pictureFile(name), omitBackground: true, animations: 'disabled' })
}
