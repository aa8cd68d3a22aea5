/** A built-in component of WeChat, as an element of this document. */
export interface BuiltIn {
  /** Attributes whose change is told. */
  attributes?: string[]
  /** Sets the element up; what it gives back is called when an attribute has changed. */
  create(host: HTMLElement): { connected?(): void; changed?(): void }
}

/** Makes `<wx-[tag]>`. Browsers take custom elements as classes only: this is the one place. */
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

/** An event that a page's `bind...` hears, with WeChat's `detail`. */
export function tell(host: Element, type: string, detail: object = {}): void {
  host.dispatchEvent(new CustomEvent(type, { detail }))
}

/** A boolean attribute: there, and not "false" as text. */
export function isSet(host: Element, name: string): boolean {
  return host.hasAttribute(name) && host.getAttribute(name) !== 'false'
}
