import { Component, type Element as GlassElement } from 'glass-easel'
import { type component } from 'glass-easel-miniprogram-adapter'
import { type MediaElement } from '../built-in/media'
import { dashed, pageTop, valueOf } from '../element'
import { contextOf } from './contexts'

/** A component as its own code knows it: `this`. */
export type ComponentThis = component.GeneralComponent

type Flag = 'id' | 'dataset' | 'mark' | 'rect' | 'size' | 'scrollOffset' | 'context' | 'node'
type Fields = Partial<Record<Flag, boolean>> & { properties?: string[]; computedStyle?: string[] }

type Done = (result: unknown) => void

const nothing = () => undefined

/** `wx.createSelectorQuery()`: where elements are, counted from below the title bar. */
export function createQuery(from: () => ComponentThis | undefined) {
  let inside = from
  const requests: { read(): unknown; done: Done }[] = []

  const pick = (read: (fields: Fields) => unknown) => {
    const fields = (wanted: Fields, done: Done = nothing) => {
      requests.push({ read: () => read(wanted), done })
      return query
    }
    return {
      fields,
      boundingClientRect: (done?: Done) =>
        fields({ id: true, dataset: true, rect: true, size: true }, done),
      scrollOffset: (done?: Done) => fields({ id: true, dataset: true, scrollOffset: true }, done),
      context: (done?: Done) => fields({ context: true }, done),
      node: (done?: Done) => fields({ node: true }, done)
    }
  }
  const query = {
    in(component: ComponentThis) {
      inside = () => component
      return query
    },
    select(selector: string) {
      const at = inside
      return pick((fields) => {
        const found = findAll(at(), selector)[0]
        return found ? readElement(found, fields) : null
      })
    },
    selectAll(selector: string) {
      const at = inside
      return pick((fields) => findAll(at(), selector).map((one) => readElement(one, fields)))
    },
    selectViewport: () => pick(readViewport),
    exec(done: (results: unknown[]) => void = nothing) {
      // what `setData` has just changed is laid out by then
      requestAnimationFrame(() => {
        const results = requests.map(({ read }) => read())
        requests.forEach((request, index) => request.done(results[index]))
        done(results)
      })
      return query
    }
  }
  return query
}

/** Elements in a component's own template, by a selector with its own class names. */
export function findAll(inside: ComponentThis | undefined, selector: string): GlassElement[] {
  const root = inside?._$.getShadowRoot()
  return root ? root.querySelectorAll(selector) : []
}

/** The element in the document; undefined for a component with a virtual host. */
export function domOf(element: GlassElement): MediaElement | undefined {
  return (element.getBackendElement() as unknown as MediaElement | null) ?? undefined
}

/** In the page's coordinates. */
export function rectOf({ left, top, right, bottom, width, height }: DOMRectReadOnly) {
  const above = pageTop()
  return { left, top: top - above, right, bottom: bottom - above, width, height }
}

function readElement(element: GlassElement, fields: Fields): Record<string, unknown> {
  const dom = domOf(element) ?? firstChild(element)
  const box = dom?.getBoundingClientRect() ?? new DOMRect()
  const { left, top, right, bottom, width, height } = rectOf(box)
  const style = dom && fields.computedStyle ? getComputedStyle(dom) : undefined
  return {
    ...(fields.id && { id: element.id }),
    ...(fields.dataset && { dataset: element.dataset }),
    ...(fields.mark && { mark: element.collectMarks() }),
    ...(fields.rect && { left, top, right, bottom }),
    ...(fields.size && { width, height }),
    ...(fields.scrollOffset && dom && offsetOf(dom)),
    ...Object.fromEntries((fields.properties ?? []).map((name) => [name, property(element, name)])),
    ...Object.fromEntries(
      (fields.computedStyle ?? []).map((name) => [name, style?.[name as 'color'] ?? ''])
    ),
    ...(fields.context && dom && { context: contextOf(dom) }),
    ...(fields.node && dom && { node: dom.wxNode ?? contextOf(dom) })
  }
}

function offsetOf({ scrollLeft, scrollTop, scrollWidth, scrollHeight }: HTMLElement) {
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight }
}

function property(element: GlassElement, name: string): unknown {
  if (Component.isComponent(element)) return element.data[name] as unknown
  const dom = domOf(element)
  return dom && valueOf(dom, dashed(name))
}

/** A virtual host has no element of its own: it is where its content is. */
function firstChild(element: GlassElement): MediaElement | undefined {
  const root = Component.isComponent(element) ? element.getShadowRoot() : null
  for (const child of root?.childNodes ?? []) if ('childNodes' in child) return domOf(child)
  return undefined
}

function readViewport(fields: Fields): Record<string, unknown> {
  const page = document.querySelector<HTMLElement>('.phone-page:not([hidden]) wx-page')
  const { clientWidth: width = 0, clientHeight: height = 0 } = page ?? {}
  return {
    ...(fields.id && { id: '' }),
    ...(fields.dataset && { dataset: {} }),
    ...(fields.rect && { left: 0, top: 0, right: width, bottom: height }),
    ...(fields.size && { width, height }),
    ...(fields.scrollOffset && page && offsetOf(page))
  }
}
