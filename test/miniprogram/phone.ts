import { readFileSync } from 'node:fs'
import path from 'node:path'
import { JSDOM } from 'jsdom'
import { bundleBrowser } from '../../tools/preview/bundle-browser'
import { compileApp, type CompiledApp, writeAppScript } from '../../tools/preview/compile'
import { until } from './until'

const ROOT = path.resolve(__dirname, '../..')
const HTML = readFileSync(path.join(ROOT, 'tools/preview/browser/phone/phone.html'), 'utf8')

/** A phone with the mini-program open, on the framework that WeChat itself uses. */
export interface OpenPhone {
  document: Document
  /** Changes settings as the preview's panel does, with immediate effect. */
  set(settings: Record<string, unknown>): void
  /** Does what a button of the panel does. */
  wish(what: 'background' | 'foreground' | 'pullDown'): void
  /** The text of the visible page, without spaces. */
  text(): string
  /** Taps what has this label, as soon as it can be tapped. */
  tap(label: string): Promise<void>
  /** Waits until the visible page contains this. */
  sees(words: string | RegExp): Promise<void>
  /** What the preview could not do as a phone would. */
  troubles: string[]
  /** Closes the mini-program and opens it again with what it has stored. */
  reopen(): Promise<OpenPhone>
  close(): void
}

let compiled: Promise<CompiledApp> | undefined

export async function openPhone(
  gatewayUrl: string,
  options: {
    settings?: Record<string, unknown>
    storage?: Record<string, string>
    /** Another mini-program. */
    dir?: string
    /** Opened first, as after a reload: `/pages/me/me?from=home`. */
    page?: string
  } = {}
): Promise<OpenPhone> {
  const own = options.dir ? compileApp(options.dir) : undefined
  compiled ??= compileApp(path.join(ROOT, 'miniprogram'))
  const [{ js }, app] = await Promise.all([bundleBrowser('phone'), own ?? compiled])
  const { window } = new JSDOM(HTML.replace(/<script.*|<link.*/g, ''), {
    url: `${gatewayUrl}/preview/phone#${options.page ?? ''}`,
    runScripts: 'outside-only',
    pretendToBeVisual: true
  })
  const { document, localStorage } = window
  const key = 'preview/1/settings'
  const troubles: string[] = []
  // jsdom has no network of its own: requests go over Node's
  Object.assign(window, { fetch, Headers, AbortController, AbortSignal, TextDecoder })
  const quiet = () => undefined
  const console = { log: quiet, warn: quiet, error: (message: string) => troubles.push(message) }
  Object.assign(window.console, console)
  for (const [name, value] of Object.entries(options.storage ?? {}))
    localStorage.setItem(name, value)
  if (options.settings) localStorage.setItem(key, JSON.stringify(options.settings))
  window.eval(js)
  window.eval(writeAppScript(app))

  const page = () => document.querySelector('.phone-page:not([hidden]) wx-page')
  const text = () => (page()?.textContent ?? '').replace(/\s+/g, '')
  const sees = (words: string | RegExp) =>
    until(
      () => (typeof words === 'string' ? text().includes(words) : words.test(text())),
      () => `the page to say ${words}, and not ${text()}`
    )

  return {
    document,
    troubles,
    text,
    sees,
    set(settings) {
      const before = localStorage.getItem(key)
      const now = JSON.stringify({ ...(JSON.parse(before ?? '{}') as object), ...settings })
      localStorage.setItem(key, now)
      const change = { key, oldValue: before, newValue: now }
      window.dispatchEvent(new window.StorageEvent('storage', change))
    },
    wish(what) {
      const { origin } = window.location
      window.dispatchEvent(new window.MessageEvent('message', { origin, data: { command: what } }))
    },
    async tap(label) {
      const find = () =>
        [...document.querySelectorAll('wx-button, button, wx-switch, [role=link]')].find(
          (one) =>
            !one.closest('[hidden]') &&
            !one.hasAttribute('disabled') &&
            (one.getAttribute('aria-label') ?? one.textContent ?? '').trim() === label
        )
      await until(
        () => find() !== undefined,
        () => `something to tap: ${label}`
      )
      const found = find()
      for (const type of ['mousedown', 'mouseup', 'click'])
        found?.dispatchEvent(new window.MouseEvent(type, { bubbles: true, composed: true }))
    },
    async reopen() {
      const storage = { ...localStorage } as Record<string, string>
      window.close()
      return openPhone(gatewayUrl, { ...options, storage, settings: undefined })
    },
    close: () => window.close()
  }
}
