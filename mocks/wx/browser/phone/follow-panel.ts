import type { SettingsStore } from '../settings'
import type { Chrome } from './chrome'
import type { Pages } from './pages'
import { applyTheme } from './theme'
import { guard } from './trouble'
import type { AppEvents } from './wx/app-events'

/** What the panel asks of a phone that runs. */
export type Wish = 'background' | 'foreground' | 'pullDown'

interface Parts {
  settings: SettingsStore
  pages: Pages
  chrome: Chrome
  events: AppEvents
}

/** Does what the panel wishes, as soon as it does. */
export function followPanel({ settings, pages, chrome, events }: Parts): void {
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
      pages.top()?.element.classList.add('refreshing')
      guard(() => pages.top()?.instance.onPullDownRefresh?.())
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
