import {
  Component,
  CurrentWindowBackendContext,
  Event as WxEvent,
  type GeneralBackendContext
} from 'glass-easel'
import { DRAWN_TAGS } from '../../compile/tags'
import { dashed, withRpx, type WxElement } from './element'
import { playAnimation } from './framework/animation'
import { touchFields } from './touch/fields'
import { endsLongPress, noteListener } from './touch/long-press'

/**
 * Connects glass-easel to this document. WeChat's tags become `wx-...` elements, so that they do
 * not turn into the browser's own `<button>` or `<input>`.
 */
export function createBackend(): GeneralBackendContext {
  const backend = new CurrentWindowBackendContext()
  backend.document = {
    createElement: (tag: string) => createElement(tag),
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment()
  } as unknown as typeof backend.document
  const associate = backend.associateValue.bind(backend)
  backend.associateValue = (element, node) => {
    associate(element, node)
    if (Component.isComponent(node)) element.setAttribute('is', node.is)
  }
  backend.onEvent((target, type, detail, { originalEvent, ...options }) => {
    const cause = originalEvent as Event
    if (isUnknownToWechat(type, cause)) return undefined
    if (type === 'tap' && (isDisabled(cause) || endsLongPress())) return undefined
    const fields = touchFields(type, cause)
    const own: unknown = cause instanceof CustomEvent ? cause.detail : (fields?.detail ?? detail)
    const element = cause.target as WxElement | null
    const event = new WxEvent(type, own, {
      ...options,
      originalEvent,
      extraFields: fields?.extra,
      handleListenerReturn: (value) => {
        if (value !== undefined) element?.wxReturned?.(type, value)
        return value !== false
      }
    })
    WxEvent.dispatchEvent(target, event)
    return event.getEventBubbleStatus()
  })
  const listen = backend.setListenerStats.bind(backend)
  backend.setListenerStats = (element, type, ...how) => {
    noteListener(element, type)
    listen(element, type, ...how)
  }
  backend.setModelBindingStat = (element, attribute, listener) => {
    const target = element as unknown as HTMLElement
    for (const type of ['input', 'change'])
      target.addEventListener(type, (event) => {
        const detail = (event as CustomEvent<Record<string, unknown>>).detail
        listener?.(attribute in detail ? detail[attribute] : detail.value)
      })
  }
  return backend
}

/** The browser's own `click`: a component may send an event of that name. */
function isUnknownToWechat(type: string, cause: Event): boolean {
  const isNative = cause.type === type && !(cause instanceof CustomEvent)
  return isNative && !/^(touch|transition|animation)/.test(type)
}

function createElement(tag: string): HTMLElement {
  const isBuiltIn = DRAWN_TAGS.has(tag) || customElements.get(`wx-${tag}`) !== undefined
  // a component may be called `option` or `dialog`, which are elements of the browser's
  const element = document.createElement(
    /-/.test(tag) && !isBuiltIn ? tag : `wx-${tag}`
  ) as WxElement
  const set = element.setAttribute.bind(element)
  const remove = element.removeAttribute.bind(element)
  if (isBuiltIn) element.wxValues = {}
  // the adapter puts a prefix before each id, which selectors of style sheets do not know
  Object.defineProperty(element, 'id', {
    get: () => element.getAttribute('id') ?? '',
    set: (id: string) => set('id', id.replace(/^\w+--/, ''))
  })

  const keep = (name: string) => {
    if (!element.wxValues || name === 'class' || name === 'style') return name
    const known = dashed(name)
    element.wxValues[known] = element.__wxElement?.getAttribute(name) ?? undefined
    return known
  }
  element.setAttribute = (name, text) => {
    const known = keep(name)
    // glass-easel writes '' for true, undefined and '' alike
    const isAbsent = text === '' && !element.wxValues?.[known]
    if (name === 'style') set(name, withRpx(text))
    else if (name === 'aria-role') set('role', text)
    else if (element.wxValues && isAbsent && name !== 'class') remove(known)
    else set(known, text)
    if (name === 'animation') void playAnimation(element, element.__wxElement?.getAttribute(name))
    element.wxChanged?.(known)
  }
  element.removeAttribute = (name) => {
    const known = keep(name)
    remove(known)
    element.wxChanged?.(known)
  }
  return element
}

function isDisabled({ target }: Event): boolean {
  return target instanceof Element && target.closest('wx-button[disabled]') !== null
}
