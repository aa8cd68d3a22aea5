import { type Element as GlassElement } from 'glass-easel'
import { dashed } from '../element'
import { type ComponentThis, domOf, findAll, rectOf } from './query'

type Margins = Partial<Record<'left' | 'top' | 'right' | 'bottom', number>>

/** `wx.createIntersectionObserver()`, on the browser's own. */
export function createIntersections(
  from: () => ComponentThis | undefined,
  { thresholds = [0], observeAll = false }: { thresholds?: number[]; observeAll?: boolean } = {}
) {
  let observers: IntersectionObserver[] = []
  let relative: string | undefined
  let margins: Margins = {}

  const observer = {
    relativeTo(selector: string | undefined, given: Margins = {}) {
      relative = selector
      margins = given
      return observer
    },
    relativeToViewport: (given: Margins = {}) => observer.relativeTo(undefined, given),
    observe(selector: string, listener: (result: object) => void) {
      const { top = 0, right = 0, bottom = 0, left = 0 } = margins
      const rootMargin = [top, right, bottom, left].map((px) => `${px}px`).join(' ')
      const found = findAll(from(), selector).slice(0, observeAll ? undefined : 1)
      const area = relative && findAll(from(), relative)[0]
      for (const element of found) {
        const dom = domOf(element)
        if (!dom) continue
        const root = (area && domOf(area)) || dom.closest('.phone-page')
        const one = new IntersectionObserver(
          ([entry]) => entry && listener(describe(element, entry)),
          { root, rootMargin, threshold: thresholds }
        )
        one.observe(dom)
        observers.push(one)
      }
    },
    disconnect() {
      for (const one of observers) one.disconnect()
      observers = []
    }
  }
  return observer
}

function describe({ id, dataset }: GlassElement, entry: IntersectionObserverEntry): object {
  const { intersectionRatio, intersectionRect, boundingClientRect, rootBounds, time } = entry
  return {
    id,
    dataset,
    time,
    intersectionRatio,
    intersectionRect: rectOf(intersectionRect),
    boundingClientRect: rectOf(boundingClientRect),
    relativeRect: rectOf(rootBounds ?? new DOMRect())
  }
}

/** A media query for WeChat's conditions, whose numbers are pixels. */
export function mediaQuery(conditions: object): MediaQueryList {
  const parts = Object.entries(conditions).map(([name, value]) => {
    const unit = Number.isNaN(Number(value)) ? '' : 'px'
    return `(${dashed(name)}: ${value}${unit})`
  })
  return matchMedia(parts.join(' and '))
}

/** `createMediaQueryObserver()`. */
export function createMediaQueries() {
  let query: MediaQueryList | undefined
  let report: ((event: { matches: boolean }) => void) | undefined
  return {
    observe(conditions: object, listener: (result: { matches: boolean }) => void) {
      query = mediaQuery(conditions)
      report = ({ matches }) => listener({ matches })
      query.addEventListener('change', report)
      report(query)
    },
    disconnect() {
      if (report) query?.removeEventListener('change', report)
    }
  }
}
