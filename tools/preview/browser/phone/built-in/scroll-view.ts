import { isSet, numberOf, textOf, type WxElement } from '../element'
import { define, emit, part, shadowOf } from './define'

const TREE = `<style>
  .refresher { display: none; justify-content: center; align-items: center; overflow: hidden;
    height: 0; color: #888; transition: height .2s }
  .refresher.on { display: flex }
</style><div class="refresher" part="refresher">•  •  •</div><slot></slot>`

/** How far a page is pulled down to be refreshed. */
const PULL_PX = 45

export function defineScrollView(): void {
  define('scroll-view', (host) => {
    const refresher = part(shadowOf(host, TREE), '.refresher')
    const applied: Record<string, unknown> = {}
    let [left, top] = [0, 0]
    let edge = ''
    let wasTriggered = false

    const reach = (detail: { direction: string }, isStart: boolean) => {
      if (edge === detail.direction) return
      edge = detail.direction
      emit(host, isStart ? 'scrolltoupper' : 'scrolltolower', detail)
    }
    host.addEventListener('scroll', (event) => {
      if (event instanceof CustomEvent) return
      event.stopImmediatePropagation()
      const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = host
      const delta = { deltaX: left - scrollLeft, deltaY: top - scrollTop }
      const before = { left, top }
      ;[left, top] = [scrollLeft, scrollTop]
      emit(host, 'scroll', { scrollLeft, scrollTop, scrollWidth, scrollHeight, ...delta })
      const upper = numberOf(host, 'upper-threshold', 50)
      const lower = numberOf(host, 'lower-threshold', 50)
      if (top <= upper && top < before.top) reach({ direction: 'top' }, true)
      else if (left <= upper && left < before.left) reach({ direction: 'left' }, true)
      else if (top > before.top && scrollHeight - top - host.clientHeight <= lower)
        reach({ direction: 'bottom' }, false)
      else if (left > before.left && scrollWidth - left - host.clientWidth <= lower)
        reach({ direction: 'right' }, false)
      else edge = ''
    })
    pullDown(host, refresher)

    /** Whether the template has given another value since the last time. */
    const isNew = (name: string) => {
      const value = textOf(host, name)
      const was = applied[name]
      applied[name] = value
      return value !== '' && value !== was
    }
    return {
      changed() {
        const behavior = isSet(host, 'scroll-with-animation') ? 'smooth' : 'instant'
        const place = {
          ...(isNew('scroll-top') && { top: numberOf(host, 'scroll-top', 0) }),
          ...(isNew('scroll-left') && { left: numberOf(host, 'scroll-left', 0) })
        }
        // what the same change adds to the content is not there yet
        if (Object.keys(place).length)
          requestAnimationFrame(() => host.scrollTo?.({ ...place, behavior }))
        if (isNew('scroll-into-view'))
          requestAnimationFrame(() => scrollTo(host, textOf(host, 'scroll-into-view'), behavior))

        const isOn = isSet(host, 'refresher-enabled')
        refresher.classList.toggle('on', isOn)
        const isTriggered = isOn && isSet(host, 'refresher-triggered')
        if (wasTriggered && !isTriggered) emit(host, 'refresherrestore', { dy: 0 })
        wasTriggered = isTriggered
        if (isOn)
          refresher.style.height = isTriggered
            ? `${numberOf(host, 'refresher-threshold', PULL_PX)}px`
            : '0'
      }
    }
  })
}

function scrollTo(host: HTMLElement, id: string, behavior: ScrollBehavior): void {
  const target = host.querySelector(`#${CSS.escape(id)}`)
  if (!target) return
  const [to, from] = [target.getBoundingClientRect(), host.getBoundingClientRect()]
  host.scrollBy({ left: to.left - from.left, top: to.top - from.top, behavior })
}

/** `refresher-enabled`: pulling down at the top sends WeChat's events. */
function pullDown(host: WxElement, refresher: HTMLElement): void {
  let from: number | undefined
  let pulled = 0
  host.addEventListener('touchstart', ({ touches }) => {
    if (isSet(host, 'refresher-enabled') && host.scrollTop <= 0) from = touches[0]?.clientY
  })
  host.addEventListener(
    'touchmove',
    (event) => {
      const y = event.touches[0]?.clientY
      if (from === undefined || y === undefined) return
      pulled = Math.max(0, (y - from) / 2)
      if (!pulled) return
      if (event.cancelable) event.preventDefault()
      refresher.style.height = `${pulled}px`
      emit(host, 'refresherpulling', { dy: pulled, deltaY: pulled })
    },
    { passive: false }
  )
  const end = () => {
    if (from === undefined) return
    const isFar = pulled >= numberOf(host, 'refresher-threshold', PULL_PX)
    if (pulled) emit(host, isFar ? 'refresherrefresh' : 'refresherabort', { dy: pulled })
    if (pulled && !isFar) emit(host, 'refresherrestore', { dy: 0 })
    if (!isFar || !isSet(host, 'refresher-triggered')) refresher.style.height = '0'
    ;[from, pulled] = [undefined, 0]
  }
  host.addEventListener('touchend', end)
  host.addEventListener('touchcancel', end)
}
