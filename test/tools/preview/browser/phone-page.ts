import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type Page } from 'playwright-core'
import { project } from '../../../support/project'
import { servePreview } from '../serve-preview'

/** Not in git; CI keeps them as artifacts. */
const SHOTS = path.join(project.localDir, 'screenshots')

/** Long enough for a machine that is busy with something else. */
const PATIENCE_MS = 20_000

/** A wheel reports the step that it rests on sooner. */
const STILL_MS = 300

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
  /** Waits until the handlers have noted all of these. Returns what they have noted meanwhile. */
  says(...wanted: (string | RegExp)[]): Promise<string[]>
  /** Waits until nothing has moved for a while. */
  rests(): Promise<void>
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
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(`${server.url}/preview/phone`, { timeout: 90_000 })
  const shown = page.locator('.phone-page:not([hidden])')
  const said = () =>
    page.evaluate(() => (globalThis as unknown as Globals).getApp().said?.splice(0) ?? [])
  return {
    page,
    url: server.url,
    errors,
    open: (url) =>
      page.evaluate(
        (target) => (globalThis as unknown as Globals).wx.reLaunch({ url: target }),
        url
      ),
    said,
    async says(...wanted) {
      const all: string[] = []
      const isSaid = (one: string | RegExp) =>
        all.some((line) => (typeof one === 'string' ? line === one : one.test(line)))
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
        all.push(...(await said()))
        if (wanted.every(isSaid)) return all
        await page.waitForTimeout(50)
      }
      const lacks = wanted.filter((one) => !isSaid(one))
      throw new Error(`not said: ${lacks.join(' | ')}\nbut\n${all.join('\n')}`)
    },
    rests: () => rests(page),
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

/** Waits until no animation runs and nothing scrolls; what repeats for ever does not count. */
export async function rests(page: Page): Promise<void> {
  await page.evaluate(
    (stillMs) =>
      new Promise<void>((resolve) => {
        let [before, since] = ['', performance.now()]
        const look = () => {
          const running = document.getAnimations().filter(({ playState, effect }) => {
            const { iterations } = effect?.getTiming() ?? {}
            return playState === 'running' && iterations !== Infinity
          })
          const places = Array.from(document.querySelectorAll('*'), (one) => one.scrollTop)
          const now = places.join()
          if (now !== before || running.length) [before, since] = [now, performance.now()]
          if (performance.now() - since > stillMs) resolve()
          else requestAnimationFrame(look)
        }
        look()
      }),
    STILL_MS
  )
}
