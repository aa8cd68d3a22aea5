import { type WxElement } from '../element'

interface Part {
  /** Called when the element enters the document. */
  connected?(): void
  /** Called when it enters the document, and after each change of an attribute. */
  changed?(): void
  disconnected?(): void
  /** What a `bind...` handler returned. */
  returned?(type: string, value: unknown): void
}

/** Defines `<wx-[tag]>`. The only class here: browsers accept nothing else for a custom element. */
export function define(tag: string, create: (host: WxElement) => Part): void {
  customElements.define(
    `wx-${tag}`,
    class extends HTMLElement implements WxElement {
      readonly #part = create(this)
      connectedCallback() {
        this.#part.connected?.()
        this.#part.changed?.()
      }
      disconnectedCallback() {
        this.#part.disconnected?.()
      }
      wxChanged() {
        if (this.isConnected) this.#part.changed?.()
      }
      wxReturned(type: string, value: unknown) {
        this.#part.returned?.(type, value)
      }
    }
  )
}

/** Sends an event to a page's `bind...`, with WeChat's `detail`. */
export function emit(host: Element, type: string, detail: object = {}): void {
  host.dispatchEvent(new CustomEvent(type, { detail }))
}

/** The element's own tree, which the page's style sheets do not reach. */
export function shadowOf(host: HTMLElement, html: string): ShadowRoot {
  const shadow = host.attachShadow({ mode: 'open' })
  shadow.innerHTML = html
  return shadow
}

/** An element of that tree. */
export function part<T extends Element = HTMLElement>(shadow: ShadowRoot, selector: string): T {
  return shadow.querySelector<T>(selector)!
}
