import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'

/** Kept out of git; CI keeps them as artifacts. */
const SHOTS = path.resolve(__dirname, '../../../../.local/screenshots')

/** The preview in a browser: the panel, and the phone in it. */
export interface PreviewPage {
  page: Page
  phone: FrameLocator
  /** Changes a setting of the panel. */
  set(name: string, value: string): Promise<void>
  tap(label: string): Promise<void>
  /** Waits until the phone shows this text. */
  sees(words: string | RegExp): Promise<void>
  /** Keeps a picture of the phone alone. */
  shoot(name: string): Promise<void>
  close(): Promise<void>
}

export async function openPreview(browser: Browser, url: string): Promise<PreviewPage> {
  const context = await browser.newContext({
    viewport: { width: 1180, height: 1060 },
    deviceScaleFactor: 2,
    timezoneId: 'Asia/Shanghai'
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(`${url}/preview`)
  const phone = page.frameLocator('iframe.phone')
  mkdirSync(SHOTS, { recursive: true })
  return {
    page,
    phone,
    async set(name, value) {
      const field = page.locator(`[name=${name}]`)
      if (await field.evaluate((element) => element.tagName === 'SELECT'))
        return void (await field.selectOption(value))
      await field.fill(value)
      await field.blur()
    },
    tap: (label) => phone.getByRole('button', { name: label, exact: true }).click(),
    sees: (words) => phone.getByText(words).first().waitFor(),
    shoot: async (name) => {
      await page.locator('iframe.phone').screenshot({ path: path.join(SHOTS, `${name}.png`) })
    },
    close: () => context.close()
  }
}
