import { Component as GlassComponent, Event as GlassEvent } from 'glass-easel'
import { component } from 'glass-easel-miniprogram-adapter'
import { guard } from '../trouble'
import { animateByScroll, animateElement, followStyles, type ScrollLine } from './animation'
import { showDatasets } from './datasets'
import { describeForWxs } from './descriptors'
import { createIntersections, createMediaQueries } from './observe'
import { type ComponentThis, createQuery, domOf, findAll } from './query'

/** Adds to every page and component what glass-easel's adapter lacks. */
export function completeComponents(getTabBar: () => unknown): void {
  const { setData } = component.ComponentCaller.prototype
  const own: Record<string, (this: ComponentThis, ...values: never[]) => unknown> = {
    // its callback comes after what the phone draws: a page that sets data in it again must not block
    setData(data: object, done?: () => void) {
      setData.call(this, data)
      if (done) setTimeout(() => guard(() => done.call(this)))
    },
    createSelectorQuery() {
      return createQuery(() => this)
    },
    createIntersectionObserver(options) {
      return createIntersections(() => this, options)
    },
    createMediaQueryObserver: () => createMediaQueries(),
    getTabBar(listener?: (bar: unknown) => void) {
      const bar = getTabBar()
      listener?.(bar)
      return bar
    },
    getPageId() {
      return `pageId:${this.is}`
    },
    setUpdatePerformanceListener: () => undefined,
    setInitialRenderingCache: () => undefined,
    setPassiveEvent: () => undefined,
    getPassiveEvent: (done?: (passive: object) => void) => done?.({}),
    animate(
      selector: string,
      frames: Record<string, unknown>[],
      duration: number,
      how?: (() => void) | ScrollLine
    ) {
      for (const element of findAll(this, selector)) {
        const dom = domOf(element)
        if (!dom) continue
        const animation = animateElement(dom, frames, duration)
        if (typeof how === 'function') animation.addEventListener('finish', () => how())
        const [source] = typeof how === 'object' ? findAll(this, how.scrollSource) : []
        const scrolling = source && domOf(source)
        if (scrolling) animateByScroll(animation, scrolling, how as ScrollLine)
      }
    },
    applyAnimatedStyle(selector: string, compute: () => Record<string, string>) {
      followStyles(() => findAll(this, selector).map(domOf), compute)
    },
    clearAnimatedStyle: () => undefined,
    clearAnimation(selector: string, options?: object | (() => void), done?: () => void) {
      for (const element of findAll(this, selector))
        for (const running of domOf(element)?.getAnimations() ?? []) running.cancel()
      ;(typeof options === 'function' ? options : done)?.()
    }
  }
  Object.assign(component.ComponentCaller.prototype, own, { renderer: 'webview' })
  describeForWxs()
  showDatasets()
  followAttached()
  fillEvents()
}

/** On a phone, an event has its fields itself; glass-easel's inherits them, which uni-app does not see. */
function fillEvents(): void {
  const prototype = GlassEvent.prototype as GlassEvent<unknown>
  const wrap = prototype.wrapShadowedEvent
  prototype.wrapShadowedEvent = function (...about) {
    const { type, timeStamp, detail, extraFields } = this
    return Object.assign(wrap.apply(this, about), { type, timeStamp, detail, ...extraFields })
  }
}

interface Lively {
  triggerLifetime(name: string, values: unknown[]): void
}

const attached: Lively[] = []

/** glass-easel leaves the lifetime `ready` to whoever knows when all is laid out. */
function followAttached(): void {
  const prototype = GlassComponent.prototype as unknown as Lively
  const trigger = prototype.triggerLifetime
  prototype.triggerLifetime = function (name, values) {
    trigger.call(this, name, values)
    if (name === 'attached' && attached.push(this) === 1) queueMicrotask(makeReady)
  }
}

/** Triggers `ready` of the components that were attached since the last time. */
export function makeReady(): void {
  for (const one of attached.splice(0)) guard(() => one.triggerLifetime('ready', []))
}
