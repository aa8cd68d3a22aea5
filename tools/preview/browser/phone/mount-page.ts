import { type AssociatedBackend, type CodeSpace } from 'glass-easel-miniprogram-adapter'
import { configOf, type PageInstance, type PhoneApp } from './app'
import { makeReady } from './framework/component-env'
import { type EventChannel } from './framework/event-channel'
import { type ComponentThis } from './framework/query'
import { problemsOf } from './load-sources'
import { followScroll } from './page-scroll'
import { showProblems } from './problems'
import { guard } from './trouble'

/** A page in the document. */
export interface MountedPage {
  path: string
  query: Record<string, string>
  instance: PageInstance
  element: HTMLElement
  /** Runs the first life-cycle functions; the page is in the stack by then. */
  start(): void
  show(): void
  hide(): void
  resize(size: object): void
  unload(): void
}

export interface MountParts {
  app: PhoneApp
  backend: AssociatedBackend
  space: CodeSpace
  parent: HTMLElement
}

/** Creates a page; `start` then runs its first life-cycle functions in WeChat's order. */
export function mountPage(
  { app, backend, space, parent }: MountParts,
  path: string,
  query: Record<string, string>,
  channel: EventChannel
): MountedPage {
  // `position: fixed` refers to this layer, which does not scroll, as on a phone to the window
  const layer = document.createElement('div')
  layer.className = 'phone-page'
  const element = document.createElement('wx-page')
  element.dataset.page = path
  const place = document.createElement('div')
  element.append(place)
  layer.append(element)
  parent.append(layer)

  const problems = problemsOf(app, path)
  if (problems.length) showProblems(problems, layer)
  const root = problems.length ? undefined : guard(() => backend.createRoot('wx-root', space, path))
  const component = root?.getComponent()
  const instance = (root?.get() ?? {}) as unknown as PageInstance
  Object.assign(instance, {
    route: path,
    // its name in the past
    __route__: path,
    options: query,
    getOpenerEventChannel: () => channel
  })
  if (component) bindMethods(component, instance)
  followScroll(element, configOf(app, path), instance)

  return {
    path,
    query,
    instance,
    element,
    start() {
      if (root) guard(() => root.attach(element as never, place as never))
      guard(() => instance.onLoad?.(query))
      this.show()
      makeReady()
      guard(() => instance.onReady?.())
    },
    show() {
      layer.hidden = false
      guard(() => instance.onShow?.())
      guard(() => component?.triggerPageLifetime('show', []))
    },
    hide() {
      layer.hidden = true
      guard(() => instance.onHide?.())
      guard(() => component?.triggerPageLifetime('hide', []))
    },
    resize(size) {
      guard(() => instance.onResize?.(size))
      guard(() => component?.triggerPageLifetime('resize', [size]))
    },
    unload() {
      guard(() => instance.onUnload?.())
      guard(() => root?.release())
      layer.remove()
    }
  }
}

/** A page as the component that it is. */
export function componentOf({ instance }: MountedPage): ComponentThis | undefined {
  return '_$' in instance ? (instance as unknown as ComponentThis) : undefined
}

/** On a phone, a page's functions know their page without a call on it: `setInterval(this.tick)`. */
function bindMethods(page: object, instance: object): void {
  const own = page as { _$methodMap: Record<string, (...values: unknown[]) => unknown> }
  for (const [name, method] of Object.entries(own._$methodMap))
    Object.assign(instance, { [name]: method.bind(instance) })
}
