import { CurrentWindowBackendContext, Event as WxEvent } from 'glass-easel'
import { type GeneralBackendContext } from 'glass-easel'
import { DRAWN_TAGS } from '../../compile/tags'

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
  backend.onEvent((target, type, detail, { originalEvent, ...options }) => {
    if (type === 'tap' && isDisabled(originalEvent)) return undefined
    const own: unknown = originalEvent instanceof CustomEvent ? originalEvent.detail : detail
    const event = new WxEvent(type, own, { ...options, originalEvent })
    WxEvent.dispatchEvent(target, event)
    return event.getEventBubbleStatus()
  })
  backend.setModelBindingStat = (element, attribute, listener) => {
    const target = element as unknown as HTMLElement
    for (const type of ['input', 'change'])
      target.addEventListener(type, (event) => {
        listener?.((event as CustomEvent<Record<string, unknown>>).detail[attribute])
      })
  }
  return backend
}

function createElement(tag: string): HTMLElement {
  const element = document.createElement(DRAWN_TAGS.has(tag) ? `wx-${tag}` : tag)
  const set = element.setAttribute.bind(element)
  element.setAttribute = (name, value) => set(name === 'aria-role' ? 'role' : name, value)
  return element
}

function isDisabled(event: unknown): boolean {
  const target = (event as Event | undefined)?.target
  return target instanceof Element && target.closest('wx-button[disabled]') !== null
}
