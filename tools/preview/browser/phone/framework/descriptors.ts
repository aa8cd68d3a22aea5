import { Element as GlassElement } from 'glass-easel'
import { component } from 'glass-easel-miniprogram-adapter'
import { dashed, withRpx } from '../element'
import { type ComponentThis, domOf, findAll, rectOf } from './query'

type Described = GlassElement | ComponentThis

const states = new WeakMap<object, object>()

const elementOf = (one: Described): GlassElement => ('_$' in one ? one._$ : one)

/** What WXS may do with an element or a component (developers.weixin.qq.com, "WXS 响应事件"). */
const METHODS: Record<string, (this: Described, ...values: never[]) => unknown> = {
  getState() {
    const element = elementOf(this)
    const state = states.get(element) ?? {}
    states.set(element, state)
    return state
  },
  getDataset() {
    return elementOf(this).dataset
  },
  setStyle(style: Record<string, string> | string) {
    const dom = domOf(elementOf(this))
    const css = typeof style === 'string' ? style : writeCss(style)
    if (dom) dom.style.cssText += `;${withRpx(css)}`
    return this
  },
  addClass(name: string) {
    elementOf(this).toggleNodeClass(name, true)
    return this
  },
  removeClass(name: string) {
    elementOf(this).toggleNodeClass(name, false)
    return this
  },
  hasClass(name: string) {
    return domOf(elementOf(this))?.classList.contains(name) ?? false
  },
  // glass-easel's own has a callback
  getBoundingClientRect(done?: (rect: object) => void) {
    const rect = rectOf(domOf(elementOf(this))?.getBoundingClientRect() ?? new DOMRect())
    done?.(rect)
    return rect
  },
  getComputedStyle() {
    const dom = domOf(elementOf(this))
    return dom && getComputedStyle(dom)
  },
  requestAnimationFrame: (run: FrameRequestCallback) => requestAnimationFrame(run),
  callMethod(name: string, detail: unknown) {
    const host = '_$' in this ? this : this.asGeneralComponent()?.getMethodCaller()
    const method = (host as Record<string, unknown> | undefined)?.[name]
    if (typeof method === 'function') method.call(host, detail)
  },
  selectComponent(selector: string) {
    return selectIn(this, selector)[0]
  },
  selectAllComponents(selector: string) {
    return selectIn(this, selector)
  }
}

const selectIn = (one: Described, selector: string) =>
  findAll({ _$: elementOf(one) } as unknown as ComponentThis, selector)

const writeCss = (style: Record<string, string>) =>
  Object.entries(style)
    .map(([name, value]) => `${dashed(name)}: ${value}`)
    .join(';')

/** Calls a handler of an event; a function of WXS is no method, and gets WeChat's arguments. */
export function callListener(
  owner: ComponentThis,
  event: { instance?: unknown; currentTarget: unknown },
  listener: (event: object, owner?: object) => unknown
): unknown {
  if (isMethod(owner, listener)) return listener.call(owner, event)
  event.instance = event.currentTarget
  return listener(event, owner)
}

function isMethod(owner: ComponentThis, listener: unknown): boolean {
  const { _$methodMap: methods = {} } = owner._$ as { _$methodMap?: object }
  for (const all of [owner, methods] as Record<string, unknown>[])
    for (const name in all) if (all[name] === listener) return true
  return false
}

/** Adds these methods, except to what has one of that name: `triggerEvent`, `selectComponent`. */
export function describeForWxs(): void {
  const element = GlassElement.prototype as unknown as Record<string, unknown>
  const caller = component.ComponentCaller.prototype as unknown as Record<string, unknown>
  for (const [name, method] of Object.entries(METHODS)) {
    element[name] = method
    caller[name] ??= method
  }
  for (const name of ['offsetLeft', 'offsetTop'] as const)
    for (const prototype of [element, caller])
      Object.defineProperty(prototype, name, {
        get(this: Described) {
          return domOf(elementOf(this))?.[name] ?? 0
        }
      })
  const select = caller.selectComponent as (this: ComponentThis, selector: string) => unknown
  // WXS may select any element, not only components
  caller.selectComponent = function (this: ComponentThis, selector: string) {
    return select.call(this, selector) ?? findAll(this, selector)[0] ?? null
  }
}
