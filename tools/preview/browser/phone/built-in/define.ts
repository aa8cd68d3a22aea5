import { valueOf, type WxElement } from '../element'

interface Part {
  /** For assistive technology; the element can be reached by the keyboard. */
  role?: string
  /** Called when the element enters the document. */
  connected?(): void
  /** Called when it enters the document, and after each change of an attribute. */
  changed?(): void
  disconnected?(): void
  /** What a `bind...` handler returned. */
  returned?(type: string, value: unknown): void
  /** What a form reads. */
  value?(): unknown
  /** What a form does when it is reset. */
  reset?(): void
}

/** What a form reads and resets. */
export interface Field extends WxElement {
  value?: unknown
  wxReset?(): void
}

/** Defines `<wx-[tag]>`. The only class here: browsers accept nothing else for a custom element. */
export function define<E extends WxElement>(tag: string, create: (host: E) => Part | void): void {
  customElements.define(
    `wx-${tag}`,
    class extends HTMLElement implements Field {
      readonly #part = create(this as unknown as E) ?? {}
      connectedCallback() {
        const { role } = this.#part
        if (role) {
          if (!this.hasAttribute('role')) this.setAttribute('role', role)
          this.tabIndex = 0
        }
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
      get value() {
        return this.#part.value?.()
      }
      wxReset() {
        this.#part.reset?.()
      }
    }
  )
}

/** Sends an event to a page's `bind...`, with WeChat's `detail`. */
export function emit(host: Element, type: string, detail: object = {}): void {
  host.dispatchEvent(new CustomEvent(type, { detail }))
}

/** Reports whether the template has given another value of an attribute since the last time. */
export function newsOf(host: WxElement): (name: string) => boolean {
  const known = new Map<string, unknown>()
  return (name) => {
    const value = valueOf(host, name)
    const isNew = value !== known.get(name)
    known.set(name, value)
    return isNew
  }
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

/** Sets custom properties that the tree's styles use. */
export function paint(host: HTMLElement, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) host.style.setProperty(`--${name}`, value)
}

/** Follows the fingers on an element, until they are lifted. */
export function followTouch(
  host: HTMLElement,
  on: { start(event: TouchEvent): void; move(event: TouchEvent): void; end(): void }
): void {
  host.addEventListener('touchstart', on.start)
  host.addEventListener('touchmove', on.move)
  host.addEventListener('touchend', on.end)
  host.addEventListener('touchcancel', on.end)
}
