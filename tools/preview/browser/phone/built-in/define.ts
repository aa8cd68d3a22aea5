/** A built-in component of WeChat, as an element of this document. */
interface BuiltIn {
  /** Attributes that `changed` is called for. */
  attributes?: string[]
  /** Returns what to call when the element enters the document or an attribute changes. */
  create(host: HTMLElement): { connected?(): void; changed?(): void }
}

/** Defines `<wx-[tag]>`. The only class here: browsers accept nothing else for a custom element. */
export function define(tag: string, { attributes = [], create }: BuiltIn): void {
  customElements.define(
    `wx-${tag}`,
    class extends HTMLElement {
      static readonly observedAttributes = attributes
      readonly #part = create(this)
      connectedCallback() {
        this.#part.connected?.()
        this.#part.changed?.()
      }
      attributeChangedCallback() {
        this.#part.changed?.()
      }
    }
  )
}

/** Sends an event to a page's `bind...`, with WeChat's `detail`. */
export function emit(host: Element, type: string, detail: object = {}): void {
  host.dispatchEvent(new CustomEvent(type, { detail }))
}

/** Whether a boolean attribute is present, and not the text "false". */
export function isSet(host: Element, name: string): boolean {
  return host.hasAttribute(name) && host.getAttribute(name) !== 'false'
}
