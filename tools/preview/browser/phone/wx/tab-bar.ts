import { type TabBar } from '../../../app-json'
import { type Chrome } from '../chrome'
import { api } from './api'

type Item = Partial<TabBar['list'][number]> & { index: number }

/** Changes the tab bar of app.json. */
export function createTabBar(chrome: Chrome) {
  const badge = (name: string, text: string | undefined) =>
    api(name, ({ index }: { index: number }) => chrome.setTab(index, { badge: text }))
  return {
    setTabBarBadge: api('setTabBarBadge', ({ index, text }: { index: number; text: string }) =>
      chrome.setTab(index, { badge: text })
    ),
    removeTabBarBadge: badge('removeTabBarBadge', undefined),
    showTabBarRedDot: badge('showTabBarRedDot', ''),
    hideTabBarRedDot: badge('hideTabBarRedDot', undefined),
    setTabBarItem: api('setTabBarItem', ({ index, ...tab }: Item) => chrome.setTab(index, tab)),
    setTabBarStyle: api('setTabBarStyle', (style: Partial<TabBar>) => chrome.setTabBar({ style })),
    showTabBar: api('showTabBar', () => chrome.setTabBar({ isHidden: false })),
    hideTabBar: api('hideTabBar', () => chrome.setTabBar({ isHidden: true }))
  }
}
