import { type Chrome } from '../chrome'
import { type Pages } from '../pages'
import { api } from './api'

interface Colors {
  frontColor: string
  backgroundColor: string
}

/** The title bar, scrolling, and pull-down refresh. */
export function createPageLooks(chrome: Chrome, pages: Pages) {
  const refreshing = (on: boolean) => pages.top()?.element.classList.toggle('refreshing', on)
  const nothing = () => undefined

  return {
    setNavigationBarTitle: api('setNavigationBarTitle', ({ title }: { title: string }) =>
      chrome.setTitle(title)
    ),
    setNavigationBarColor: api('setNavigationBarColor', (colors: Colors) =>
      chrome.setColors({ front: colors.frontColor, background: colors.backgroundColor })
    ),
    showNavigationBarLoading: api('showNavigationBarLoading', nothing),
    hideNavigationBarLoading: api('hideNavigationBarLoading', nothing),
    setBackgroundColor: api('setBackgroundColor', nothing),
    setBackgroundTextStyle: api('setBackgroundTextStyle', nothing),
    hideHomeButton: api('hideHomeButton', nothing),
    pageScrollTo: api('pageScrollTo', ({ scrollTop = 0 }: { scrollTop?: number }) => {
      const element = pages.top()?.element
      if (element) element.scrollTop = scrollTop
    }),
    startPullDownRefresh: api('startPullDownRefresh', () => {
      refreshing(true)
      pages.top()?.instance.onPullDownRefresh?.()
    }),
    stopPullDownRefresh: api('stopPullDownRefresh', () => void refreshing(false))
  }
}
