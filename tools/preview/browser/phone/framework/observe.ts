import { type ComponentThis, domOf, findAll, rectOf } from './query'

interface Margins {
  left?: number
  top?: number
  right?: number
  bottom?: number
}

interface Options {
  thresholds?: number[]
  initialRatio?: number
  observeAll?: boolean
}

/** `wx.createIntersectionObserver()`, on the browser's own. */
export function createIntersections(
  from: () => ComponentThis | undefined,
  { thresholds = [0], observeAll = false }: Options = {}
) {
  let observers: IntersectionObserver[] = []
  let relative: string | undefined
  let margins: Margins = {}

  const observer = {
    relativeTo(selector: string, given: Margins = {}) {
      relative = selector
      margins = given
      return observer
    },
    relativeToViewport(given: Margins = {}) {
      relative = undefined
      margins = given
      return observer
    },
    observe(selector: string, listener: (result: object) => void) {
      const { top = 0, right = 0, bottom = 0, left = 0 } = margins
      const found = findAll(from(), selector).slice(0, observeAll ? undefined : 1)
      const area = relative && findAll(from(), relative)[0]
      for (const element of found) {
        const dom = domOf(element)
        if (!dom) continue
        const root = (area && domOf(area)) || dom.closest('.phone-page')
        const one = new IntersectionObserver(
          ([entry]) => {
            if (!entry) return
            const { intersectionRatio, intersectionRect, boundingClientRect, rootBounds, time } =
              entry
            listener({
              id: element.id,
              dataset: element.dataset,
              time,
              intersectionRatio,
              intersectionRect: rectOf(intersectionRect),
              boundingClientRect: rectOf(boundingClientRect),
              relativeRect: rectOf(rootBounds ?? new DOMRect())
            })
          },
          {
            root,
            rootMargin: [top, right, bottom, left].map((px) => `${px}px`).join(' '),
            threshold: thresholds
          }
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

interface MediaOption {
  minWidth?: number
  maxWidth?: number
  width?: number
  minHeight?: number
  maxHeight?: number
  height?: number
  orientation?: string
}

/** `createMediaQueryObserver()`. */
export function createMediaQueries() {
  let query: MediaQueryList | undefined
  let report: ((event: { matches: boolean }) => void) | undefined
  return {
    observe(option: MediaOption, listener: (result: { matches: boolean }) => void) {
      const conditions = Object.entries(option).map(([name, value]) => {
        const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
        return `(${dashed}: ${value}${typeof value === 'number' ? 'px' : ''})`
      })
      query = matchMedia(conditions.join(' and '))
      report = ({ matches }) => listener({ matches })
      query.addEventListener('change', report)
      listener({ matches: query.matches })
    },
    disconnect() {
      if (report) query?.removeEventListener('change', report)
    }
  }
}
