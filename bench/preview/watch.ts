import { type Page } from 'playwright-core'
import { type Save } from './mini-program'

/** What the scripts in the browser report on the window of the panel, in ms since 1970. */
interface Seen {
  wanted?: { what: Save; count: number }
  firstPaintAt?: number
  shownAt?: number
}

/** Lets every frame of the page look for what is wanted, once per frame drawn. */
export async function watchFrames(page: Page): Promise<void> {
  // tsx gives functions their names by it
  await page.addInitScript('globalThis.__name = (one) => one')
  await page.addInitScript(() => {
    const panel = window.top as unknown as Seen
    const find = (selector: string) =>
      document.querySelector<HTMLElement>(`.phone-page:not([hidden]) ${selector}`)
    const colorOf = (selector: string) => {
      const element = document.querySelector(`.phone-page:not([hidden]) ${selector}`)
      return element ? getComputedStyle(element).color : ''
    }
    const isShown = ({ what, count }: NonNullable<Seen['wanted']>): boolean => {
      const red = `rgb(${count}, 0, 0)`
      if (what === 'wxss') return colorOf('#wxss') === red
      if (what === 'less' || what === 'scss') return colorOf(`#${what} wx-view wx-view`) === red
      const bar = document.querySelector<HTMLElement>('.phone-top')
      if (what === 'json') return bar?.style.background === red && Boolean(find('#wxml'))
      if (what === 'app.json')
        return document.title === `app.json ${count}` && Boolean(find('#wxml'))
      return find(`#${what}`)?.innerText === `${what} ${count}`
    }
    const look = () => {
      const now = performance.timeOrigin + performance.now()
      if (!panel.firstPaintAt && find('wx-view')?.checkVisibility()) panel.firstPaintAt = now
      if (panel.wanted && isShown(panel.wanted)) {
        panel.shownAt = now
        panel.wanted = undefined
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** From opening the panel to the phone's first page, in ms. */
export async function firstPaint(page: Page, url: string): Promise<number> {
  await page.goto(url)
  await page.waitForFunction(() => 'firstPaintAt' in window)
  return page.evaluate(() => (window as unknown as Seen).firstPaintAt! - performance.timeOrigin)
}

/** From just before `save` to the frame in which the phone shows it, in ms. */
export async function untilShown(
  page: Page,
  wanted: NonNullable<Seen['wanted']>,
  save: () => void
): Promise<number> {
  await page.evaluate((given) => {
    Object.assign(window, { wanted: given, shownAt: undefined })
  }, wanted)
  const savedAt = performance.timeOrigin + performance.now()
  save()
  await page.waitForFunction(() => (window as unknown as Seen).shownAt !== undefined)
  return (await page.evaluate(() => (window as unknown as Seen).shownAt!)) - savedAt
}
