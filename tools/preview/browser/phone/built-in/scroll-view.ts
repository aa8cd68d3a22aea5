import { isSet, numberOf, textOf, type WxElement } from '../element'
import { define, emit, followTouch, newsOf, part, shadowOf } from './define'

const TREE = `<style>
  .refresher { position: relative; display: none; justify-content: center; align-items: center;
    overflow: hidden; height: 0; color: #888; transition: height .2s }
  .refresher.on { display: flex }
</style><div class="refresher" part="refresher"><slot name="refresher"><span>•  •  •</span></slot></div>
<slot class="content"></slot>`

/** How far a page is pulled down to be refreshed. */
const PULL_PX = 45

define('scroll-view', (host) => {
  const shadow = shadowOf(host, TREE)
  const [refresher, dots] = [part(shadow, '.refresher'), part(shadow, '.refresher span')]
  // glass-easel keeps the names of slots to itself
  part(shadow, '.content').addEventListener('slotchange', () => {
    for (const child of host.children as HTMLCollectionOf<WxElement>)
      if (child.__wxElement?.slot === 'refresher') child.slot = 'refresher'
  })
  const isNew = newsOf(host)
  let [left, top] = [0, 0]
  let edge = ''
  let wasTriggered = false

  const reach = (type: string, direction: string) => {
    if (edge !== direction) emit(host, type, { direction })
    edge = direction
  }
  host.addEventListener('scroll', (event) => {
    if (event instanceof CustomEvent) return
    event.stopImmediatePropagation()
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = host
    const delta = { deltaX: left - scrollLeft, deltaY: top - scrollTop }
    ;[left, top] = [scrollLeft, scrollTop]
    emit(host, 'scroll', { scrollLeft, scrollTop, scrollWidth, scrollHeight, ...delta })
    const { deltaX, deltaY } = delta
    const upper = numberOf(host, 'upper-threshold', 50)
    const lower = numberOf(host, 'lower-threshold', 50)
    const [below, beside] = [host.clientHeight, host.clientWidth]
    if (deltaY > 0 && top <= upper) reach('scrolltoupper', 'top')
    else if (deltaX > 0 && left <= upper) reach('scrolltoupper', 'left')
    else if (deltaY < 0 && scrollHeight - top - below <= lower) reach('scrolltolower', 'bottom')
    else if (deltaX < 0 && scrollWidth - left - beside <= lower) reach('scrolltolower', 'right')
    else edge = ''
  })
  pullDown(host, refresher)

  const isWanted = (name: string) => isNew(name) && textOf(host, name) !== ''
  return {
    changed() {
      const behavior = isSet(host, 'scroll-with-animation') ? 'smooth' : 'instant'
      const place = {
        ...(isWanted('scroll-top') && { top: numberOf(host, 'scroll-top', 0) }),
        ...(isWanted('scroll-left') && { left: numberOf(host, 'scroll-left', 0) })
      }
      // what the same change adds to the content is not there yet
      if (Object.keys(place).length)
        requestAnimationFrame(() => host.scrollTo?.({ ...place, behavior }))
      if (isWanted('scroll-into-view'))
        requestAnimationFrame(() => scrollTo(host, textOf(host, 'scroll-into-view'), behavior))

      const isOn = isSet(host, 'refresher-enabled')
      refresher.classList.toggle('on', isOn)
      refresher.style.background = textOf(host, 'refresher-background')
      const look = textOf(host, 'refresher-default-style', 'black')
      dots.style.color = { none: 'transparent', white: '#fff' }[look] ?? ''
      const isTriggered = isOn && isSet(host, 'refresher-triggered')
      if (wasTriggered && !isTriggered) emit(host, 'refresherrestore', { dy: 0 })
      wasTriggered = isTriggered
      if (isOn) refresher.style.height = isTriggered ? `${threshold(host)}px` : '0'
    }
  }
})

const threshold = (host: WxElement) => numberOf(host, 'refresher-threshold', PULL_PX)

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
  followTouch(host, {
    start({ touches }) {
      if (isSet(host, 'refresher-enabled') && host.scrollTop <= 0) from = touches[0]?.clientY
    },
    move(event) {
      const y = event.touches[0]?.clientY
      if (from === undefined || y === undefined) return
      pulled = Math.max(0, (y - from) / 2)
      if (!pulled) return
      if (event.cancelable) event.preventDefault()
      refresher.style.height = `${pulled}px`
      emit(host, 'refresherpulling', { dy: pulled, deltaY: pulled })
    },
    end() {
      if (from === undefined) return
      const isFar = pulled >= threshold(host)
      if (pulled) emit(host, isFar ? 'refresherrefresh' : 'refresherabort', { dy: pulled })
      if (pulled && !isFar) emit(host, 'refresherrestore', { dy: 0 })
      if (!isFar || !isSet(host, 'refresher-triggered')) refresher.style.height = '0'
      ;[from, pulled] = [undefined, 0]
    }
  })
}
