import { Component as GlassComponent } from 'glass-easel'
import { type CodeSpace, component } from 'glass-easel-miniprogram-adapter'
import { type PageJson } from '../../../app-json'
import { guard } from '../trouble'
import { animateByScroll, animateElement, followStyles, type ScrollLine } from './animation'
import { showDatasets } from './datasets'
import { describeForWxs } from './descriptors'
import { createIntersections, createMediaQueries } from './observe'
import { type ComponentThis, createQuery, domOf, findAll } from './query'

interface Definition {
  properties?: Record<string, unknown>
  behaviors?: unknown[]
  options?: { styleIsolation?: string; addGlobalClass?: boolean }
}

type Define = (definition?: Definition) => unknown

/** Adds to every page and component what glass-easel's adapter lacks. */
export function completeComponents(getTabBar: () => unknown): void {
  const own: Record<string, (this: ComponentThis, ...values: never[]) => unknown> = {
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

interface Unit {
  path: string
  config: PageJson
}

/**
 * Makes WeChat's `Page`, `Component` and `Behavior` global. They are there before any script runs,
 * since frameworks put their own in their place. Returns what runs the script of a page or component.
 */
export function createDefiners(space: CodeSpace): (unit: Unit, run: () => unknown) => unknown {
  let unit: Unit = { path: 'app', config: {} }
  const formField = space
    .behavior()
    .definition({ properties: { name: String, value: null } })
    .register()
  const builtIn: Record<string, unknown[]> = { 'wx://form-field': [formField] }

  const definer = (kind: 'Page' | 'Component' | 'Behavior') => (definition?: Definition) =>
    space.componentEnv(unit.path, (environment) => {
      const define = environment[kind] as Define
      if (!definition) return define()
      const { path, config } = unit
      const { behaviors = [], properties, options } = definition
      if (config.component && options) applyOptions(space, path, config, options)
      return define({
        ...definition,
        ...(properties && { properties: withTypes(properties) }),
        behaviors: behaviors.flatMap((one) =>
          typeof one === 'string' ? (builtIn[one] ?? []) : [one]
        )
      })
    })
  const trait = space.componentEnv('', ({ Behavior }) => Behavior.trait)
  Object.assign(globalThis, {
    Page: definer('Page'),
    Component: definer('Component'),
    Behavior: Object.assign(definer('Behavior'), { trait })
  })
  return (given, run) => {
    unit = given
    return run()
  }
}

const TYPES = new Set<unknown>([String, Number, Boolean, Array, Object, Function, null])

/** On a phone, a property whose type is none, such as `[Number, Object]`, takes any value. */
function withTypes(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, given]) => {
      if (TYPES.has(given)) return [name, given]
      const isOption = typeof given === 'object' && !Array.isArray(given)
      const option = (isOption ? given : {}) as { type?: unknown; optionalTypes?: unknown[] }
      const isKnown = TYPES.has(option.type) || option.optionalTypes
      return [name, isKnown ? option : { ...option, type: null }]
    })
  )
}

/** glass-easel reads the style isolation from the JSON only; a script may set it too. */
function applyOptions(
  space: CodeSpace,
  path: string,
  config: PageJson,
  { styleIsolation, addGlobalClass }: NonNullable<Definition['options']>
): void {
  if (config.styleIsolation || (!styleIsolation && !addGlobalClass)) return
  const isOpen = addGlobalClass || styleIsolation !== 'isolated'
  const own = { ...config, styleIsolation: isOpen ? 'apply-shared' : 'isolated' }
  space.addComponentStaticConfig(path, own as Parameters<CodeSpace['addComponentStaticConfig']>[1])
}
