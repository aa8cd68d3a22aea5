import { type PageJson } from '../../app-json'
import { type PageInstance } from './app'
import { guard } from './trouble'

/** How far a finger pulls a page down to refresh it. */
const PULL_PX = 60

/** Calls `onPageScroll` and `onReachBottom`, and lets a finger pull the page down. */
export function followScroll(
  page: HTMLElement,
  { onReachBottomDistance = 50, enablePullDownRefresh, disableScroll }: PageJson,
  instance: PageInstance
): void {
  let isAtBottom = false
  if (disableScroll) page.style.overflow = 'hidden'
  page.addEventListener('scroll', () => {
    const { scrollTop, scrollHeight, clientHeight } = page
    guard(() => instance.onPageScroll?.({ scrollTop }))
    const wasAtBottom = isAtBottom
    isAtBottom = scrollHeight - scrollTop - clientHeight <= onReachBottomDistance
    if (isAtBottom && !wasAtBottom) guard(() => instance.onReachBottom?.())
  })
  if (!enablePullDownRefresh) return
  let from: number | undefined
  page.addEventListener('touchstart', ({ touches: [one] }) => {
    from = page.scrollTop <= 0 ? one?.clientY : undefined
  })
  page.addEventListener('touchend', ({ changedTouches: [one] }) => {
    const isPulled = from !== undefined && one && one.clientY - from > PULL_PX
    from = undefined
    if (isPulled && page.scrollTop <= 0) pullDown(page, instance)
  })
}

/** Shows that the page is refreshed, until it calls `wx.stopPullDownRefresh`. */
export function pullDown(page: HTMLElement, instance: PageInstance): void {
  page.classList.add('refreshing')
  guard(() => instance.onPullDownRefresh?.())
}
