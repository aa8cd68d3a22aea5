import { report } from '../reports'
import { type SettingsStore } from '../settings'
import { configOf, type PhoneApp } from './app'
import { type Chrome } from './chrome'
import { pullDown } from './page-scroll'
import { type Pages } from './pages'
import { applyTheme } from './theme'
import { type AppEvents } from './wx/app-events'

/** What the panel's buttons make a running phone do. */
export type PhoneCommand = 'background' | 'foreground' | 'pullDown'

interface Parts {
  app: PhoneApp
  settings: SettingsStore
  pages: Pages
  chrome: Chrome
  events: AppEvents
}

/** Carries out the panel's commands and changes of settings. */
export function followPanel({ app, settings, pages, chrome, events }: Parts): void {
  const commands: Record<PhoneCommand, () => void> = {
    background() {
      pages.top()?.hide()
      events.hidden()
    },
    foreground() {
      events.shown()
      pages.top()?.show()
    },
    pullDown() {
      const page = pages.top()
      if (!page) return
      if (!configOf(app, page.path).enablePullDownRefresh) return reportNoPullDown(page.path)
      pullDown(page.element, page.instance)
    }
  }
  window.addEventListener(
    'message',
    ({ data, origin }: MessageEvent<{ command?: PhoneCommand }>) => {
      if (origin === location.origin && data.command) commands[data.command]()
    }
  )
  settings.onChange((now, before) => {
    document.documentElement.style.setProperty('--phone-font-scale', String(now.fontScale))
    if (now.theme === before.theme) return
    applyTheme(now.theme)
    chrome.repaint()
    events.themeChanged(now.theme)
  })
}

/** On a phone, nothing moves. */
function reportNoPullDown(path: string): void {
  const message = `${path} 没有开启下拉刷新：在 ${path}.json 里写 "enablePullDownRefresh": true`
  report({ kind: 'trouble', message })
}
