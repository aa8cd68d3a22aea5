import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type Page } from 'playwright-core'
import { project } from '../../../support/project'
import { servePreview } from '../serve-preview'

/** Not in git; CI keeps them as artifacts. */
const SHOTS = path.join(project.localDir, 'screenshots')

interface Globals {
  wx: { reLaunch(option: object): Promise<void> }
  getApp(): Record<string, unknown> & { said?: string[] }
}

/** A mini-program on a phone without the panel. */
export interface PhonePage {
  page: Page
  url: string
  /** Errors of the browser, the preview and the mini-program. */
  errors: string[]
  open(url: string): Promise<void>
  /** What the mini-program's handlers have noted since the last time: `type at detail`. */
  said(): Promise<string[]>
  /** What the mini-program keeps in `getApp()`. */
  kept(name: string): Promise<unknown>
  /** The text of the visible page. */
  text(): Promise<string>
  /** Drags with a finger from the middle of an element. */
  drag(selector: string, by: { x?: number; y?: number }): Promise<void>
  shoot(name: string): Promise<void>
  close(): Promise<void>
}

export async function openPhonePage(
  browser: Browser,
  dir: string,
  gatewayUrl = 'http://127.0.0.1:9'
): Promise<PhonePage> {
  const server = await servePreview(gatewayUrl, dir)
  const page = await browser.newPage({ viewport: { width: 375, height: 812 } })
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => {
    const isOfNetwork = /^Failed to load resource/.test(message.text())
    if (message.type() === 'error' && !isOfNetwork) errors.push(message.text())
  })
  page.setDefaultTimeout(5_000)
  await page.goto(`${server.url}/preview/phone`, { timeout: 90_000 })
  const shown = page.locator('.phone-page:not([hidden])')
  return {
    page,
    url: server.url,
    errors,
    open: (url) =>
      page.evaluate(
        (target) => (globalThis as unknown as Globals).wx.reLaunch({ url: target }),
        url
      ),
    said: () =>
      page.evaluate(() => (globalThis as unknown as Globals).getApp().said?.splice(0) ?? []),
    kept: (name) => page.evaluate((key) => (globalThis as unknown as Globals).getApp()[key], name),
    text: () => shown.innerText(),
    async drag(selector, { x = 0, y = 0 }) {
      const element = shown.locator(selector)
      await element.scrollIntoViewIfNeeded()
      const box = await element.boundingBox()
      if (!box) throw new Error(`${selector} is not shown`)
      const from = [box.x + box.width / 2, box.y + box.height / 2] as const
      await page.mouse.move(...from)
      await page.mouse.down()
      await page.mouse.move(from[0] + x, from[1] + y, { steps: 5 })
      await page.mouse.up()
    },
    async shoot(name) {
      mkdirSync(SHOTS, { recursive: true })
      await page.screenshot({ path: path.join(SHOTS, `${name}.png`), animations: 'disabled' })
    },
    async close() {
      await page.close()
      await server.stop()
    }
  }
}
