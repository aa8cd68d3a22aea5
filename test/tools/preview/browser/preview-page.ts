import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type FrameLocator, type Page } from 'playwright-core'
import { project } from '../../../support/project'

/** Not in git; CI keeps them as artifacts. */
const SHOTS = path.join(project.localDir, 'screenshots')

/** The preview in a browser: the panel, and the phone in it. */
export interface PreviewPage {
  page: Page
  phone: FrameLocator
  /** Changes a setting of the panel. */
  set(name: string, value: string): Promise<void>
  /** Ticks a box of the panel. */
  check(name: string): Promise<void>
  /** Changes how the phone looks; what is on it stays. */
  show(looks: { widthPx?: number; theme?: string; fontScale?: number }): Promise<void>
  /** Presses a button of the panel that opens the mini-program again, and waits for its page. */
  reopen(button?: string): Promise<void>
  tap(label: string): Promise<void>
  /** Opens a page by its entry on home. */
  follow(entry: string): Promise<void>
  /** Picks the first picture offered. */
  pickAvatar(): Promise<void>
  /** Waits until the phone shows this text. */
  sees(words: string | RegExp): Promise<void>
  /** Waits until what a tap started has finished. */
  rests(): Promise<void>
  /** Saves a screenshot of the phone. */
  shoot(name: string): Promise<void>
  /** Errors of the browser, the preview and the mini-program. */
  complaints: string[]
  close(): Promise<void>
}

export async function openPreview(browser: Browser, url: string): Promise<PreviewPage> {
  const context = await browser.newContext({
    viewport: { width: 1180, height: 1060 },
    deviceScaleFactor: 2,
    timezoneId: 'Asia/Shanghai'
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/^Failed to load resource/.test(message.text()))
      complaints.push(message.text())
  })
  page.setDefaultTimeout(20_000)
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
    check: (name) => page.locator(`[name=${name}]`).check(),
    async show(looks) {
      for (const [name, value] of Object.entries(looks))
        await page.locator(`[name=${name}]`).selectOption(String(value))
      await phone.locator('html').evaluate(
        (_, { theme, fontScale, widthPx }) =>
          new Promise<void>((resolve) => {
            const { dataset, style } = document.documentElement
            const isShown = () =>
              (!theme || dataset.theme === theme) &&
              (!fontScale || style.getPropertyValue('--phone-font-scale') === String(fontScale)) &&
              (!widthPx || innerWidth === widthPx)
            const look = () => (isShown() ? resolve() : requestAnimationFrame(look))
            look()
          }),
        looks
      )
    },
    async reopen(button = '重新打开') {
      // the old page still shows what a test is about to wait for, until the new one is there
      const frame = await (await page.locator('iframe.phone').elementHandle())?.contentFrame()
      await Promise.all([
        page.waitForEvent('framenavigated', (navigated) => navigated === frame),
        page.getByRole('button', { name: button }).click()
      ])
    },
    tap: (label) => phone.getByRole('button', { name: label, exact: true }).click(),
    follow: (entry) => phone.getByRole('link', { name: entry, exact: true }).click(),
    pickAvatar: () => phone.getByRole('button', { name: '头像 1' }).click(),
    complaints,
    sees: (words) => phone.getByText(words).filter({ visible: true }).first().waitFor(),
    rests: () => phone.locator('.spinner').waitFor({ state: 'detached' }),
    shoot: async (name) => {
      await page
        .locator('iframe.phone')
        .screenshot({ path: path.join(SHOTS, `${name}.png`), animations: 'disabled' })
    },
    close: () => context.close()
  }
}
