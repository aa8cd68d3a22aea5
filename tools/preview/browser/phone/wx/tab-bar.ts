import { type Chrome } from '../chrome'
import { apis } from './api'

/** Changes the tab bar of app.json. */
export function createTabBar(chrome: Chrome) {
  return apis({
    setTabBarBadge: ({ index, text }) => chrome.setTab(index, { badge: text }),
    removeTabBarBadge: ({ index }) => chrome.setTab(index, { badge: undefined }),
    showTabBarRedDot: ({ index }) => chrome.setTab(index, { badge: '' }),
    hideTabBarRedDot: ({ index }) => chrome.setTab(index, { badge: undefined }),
    setTabBarItem: ({ index, ...tab }) => chrome.setTab(index, tab),
    setTabBarStyle: (style) => chrome.setTabBar({ style }),
    showTabBar: () => chrome.setTabBar({ isHidden: false }),
    hideTabBar: () => chrome.setTabBar({ isHidden: true })
  })
}
