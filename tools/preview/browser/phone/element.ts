import { type NativeNode } from 'glass-easel'

/** An element of the document that glass-easel made for a tag of WeChat's. */
export interface WxElement extends HTMLElement {
  __wxElement?: NativeNode
  /** The attributes as the template gave them: arrays and booleans, not their text. */
  wxValues?: Record<string, unknown>
  /** Called after an attribute has changed. */
  wxChanged?(name: string): void
  /** What a `bind...` handler returned for the event: it replaces the text of an input. */
  wxReturned?(type: string, value: unknown): void
}

/** glass-easel's class layer that a change of the `class` attribute leaves alone. */
export const TEMPORARY_CLASSES = 3

/** The attribute as the template gave it; undefined if it is absent. */
export function valueOf(host: WxElement, name: string): unknown {
  return host.wxValues?.[name] ?? host.getAttribute(name) ?? undefined
}

export function textOf(host: WxElement, name: string, fallback = ''): string {
  const value = valueOf(host, name) as string | number | null | undefined
  return value === undefined || value === null ? fallback : String(value)
}

/** A length is read in pixels: `100rpx`, `50px`, `50`. */
export function numberOf(host: WxElement, name: string, fallback: number): number {
  const text = textOf(host, name)
  const number = Number.parseFloat(text)
  if (Number.isNaN(number)) return fallback
  return text.endsWith('rpx') ? (number * innerWidth) / 750 : number
}

/** Whether a boolean attribute is on: `disabled`, or a value that JavaScript takes for true. */
export function isSet(host: WxElement, name: string, fallback = false): boolean {
  const value = valueOf(host, name)
  if (value === undefined || value === null) return fallback
  return Boolean(value)
}

/** `100rpx` as CSS. */
export function withRpx(css: string): string {
  return css.replace(/(-?[\d.]+)rpx\b/g, 'calc($1 * var(--phone-rpx))')
}

/** `scrollTop` as the attribute `scroll-top`. */
export function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** Where the page begins in this document: WeChat counts from below the title bar. */
export function pageTop(): number {
  return document.querySelector('.phone-pages')?.getBoundingClientRect().top ?? 0
}
