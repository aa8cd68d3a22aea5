import { type Chrome } from '../chrome'
import { pageTop } from '../element'
import { domOf, findAll } from '../framework/query'
import { componentOf } from '../mount-page'
import { pullDown } from '../page-scroll'
import { type Pages } from '../pages'
import { apis } from './api'

/** The title bar, scrolling, pull-down refresh, and the tab bar of app.json. */
export function createPageLooks(chrome: Chrome, pages: Pages) {
  return apis({
    setNavigationBarTitle: ({ title }) => chrome.setBar({ title }),
    setNavigationBarColor: ({ frontColor, backgroundColor }) =>
      chrome.setBar({ front: frontColor, background: backgroundColor }),
    pageScrollTo(option) {
      const { scrollTop = 0, selector, offsetTop = 0, duration = 300 } = option
      const page = pages.top()
      if (!page) return
      const target = selector && findAll(componentOf(page), selector)[0]
      const below = target ? (domOf(target)?.getBoundingClientRect().top ?? 0) - pageTop() : 0
      const top = target ? page.element.scrollTop + below + offsetTop : scrollTop
      page.element.scrollTo?.({ top, behavior: duration > 0 ? 'smooth' : 'instant' })
    },
    startPullDownRefresh() {
      const page = pages.top()
      if (page) pullDown(page.element, page.instance)
    },
    stopPullDownRefresh: () => pages.top()?.element.classList.remove('refreshing'),
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
