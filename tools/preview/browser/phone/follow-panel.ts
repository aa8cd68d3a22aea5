import { report } from '../reports'
import type { SettingsStore } from '../settings'
import { configOf, type PhoneApp } from './app'
import type { Chrome } from './chrome'
import type { Pages } from './pages'
import { applyTheme } from './theme'
import { guard } from './trouble'
import type { AppEvents } from './wx/app-events'

/** What the panel asks of a phone that runs. */
export type Wish = 'background' | 'foreground' | 'pullDown'

interface Parts {
  app: PhoneApp
  settings: SettingsStore
  pages: Pages
  chrome: Chrome
  events: AppEvents
}

/** Does what the panel wishes, as soon as it does. */
export function followPanel({ app, settings, pages, chrome, events }: Parts): void {
  const wishes: Record<Wish, () => void> = {
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
      if (!configOf(app, page.path).enablePullDownRefresh) return refusePull(page.path)
      page.element.classList.add('refreshing')
      guard(() => page.instance.onPullDownRefresh?.())
    }
  }
  window.addEventListener('message', ({ data, origin }: MessageEvent<{ wish?: Wish }>) => {
    if (origin === location.origin && data.wish) wishes[data.wish]()
  })
  settings.onChange((now, before) => {
    document.documentElement.style.setProperty('--phone-font-scale', String(now.fontScale))
    if (now.theme === before.theme) return
    applyTheme(now.theme)
    chrome.repaint()
    events.themeChanged(now.theme)
  })
}

/** On a phone nothing moves then. */
function refusePull(path: string): void {
  const message = `${path} 没有开启下拉刷新：在 ${path}.json 里写 "enablePullDownRefresh": true`
  report({ kind: 'trouble', message })
}
