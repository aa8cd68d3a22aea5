import { type Chrome } from '../chrome'
import { pageTop } from '../element'
import { domOf, findAll } from '../framework/query'
import { componentOf } from '../mount-page'
import { pullDown } from '../page-scroll'
import { type Pages } from '../pages'
import { api } from './api'

interface Colors {
  frontColor: string
  backgroundColor: string
}

interface ScrollOption {
  scrollTop?: number
  selector?: string
  offsetTop?: number
  duration?: number
}

/** The title bar, scrolling, and pull-down refresh. */
export function createPageLooks(chrome: Chrome, pages: Pages) {
  const refreshing = (on: boolean) => pages.top()?.element.classList.toggle('refreshing', on)
  const nothing = () => undefined

  return {
    setNavigationBarTitle: api('setNavigationBarTitle', ({ title }: { title: string }) =>
      chrome.setBar({ title })
    ),
    setNavigationBarColor: api('setNavigationBarColor', (colors: Colors) =>
      chrome.setBar({ front: colors.frontColor, background: colors.backgroundColor })
    ),
    showNavigationBarLoading: api('showNavigationBarLoading', nothing),
    hideNavigationBarLoading: api('hideNavigationBarLoading', nothing),
    setBackgroundColor: api('setBackgroundColor', nothing),
    setBackgroundTextStyle: api('setBackgroundTextStyle', nothing),
    hideHomeButton: api('hideHomeButton', nothing),
    pageScrollTo: api('pageScrollTo', (option: ScrollOption) => {
      const { scrollTop = 0, selector, offsetTop = 0, duration = 300 } = option
      const page = pages.top()
      if (!page) return
      const target = selector && findAll(componentOf(page), selector)[0]
      const below = target ? (domOf(target)?.getBoundingClientRect().top ?? 0) - pageTop() : 0
      const top = target ? page.element.scrollTop + below + offsetTop : scrollTop
      page.element.scrollTo?.({ top, behavior: duration > 0 ? 'smooth' : 'instant' })
    }),
    startPullDownRefresh: api('startPullDownRefresh', () => {
      const page = pages.top()
      if (page) pullDown(page.element, page.instance)
    }),
    stopPullDownRefresh: api('stopPullDownRefresh', () => void refreshing(false))
  }
}
