import { type AssociatedBackend, type CodeSpace } from 'glass-easel-miniprogram-adapter'
import { type PageInstance } from './app'
import { guard } from './trouble'

/** A page in the document. */
export interface MountedPage {
  path: string
  query: Record<string, string>
  instance: PageInstance
  element: HTMLElement
  show(): void
  hide(): void
  unload(): void
}

/** Creates a page in `parent` and runs its first life-cycle functions in WeChat's order. */
export function mountPage(
  { backend, space, parent }: { backend: AssociatedBackend; space: CodeSpace; parent: HTMLElement },
  path: string,
  query: Record<string, string>
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

  const root = backend.createRoot('wx-root', space, path)
  const component = root.getComponent()
  const instance = root.get() as unknown as PageInstance
  Object.assign(instance, { route: path, options: query })
  root.attach(element as never, place as never)

  const page: MountedPage = {
    path,
    query,
    instance,
    element,
    show() {
      layer.hidden = false
      guard(() => instance.onShow?.())
      guard(() => component.triggerPageLifetime('show', []))
    },
    hide() {
      layer.hidden = true
      guard(() => instance.onHide?.())
      guard(() => component.triggerPageLifetime('hide', []))
    },
    unload() {
      guard(() => instance.onUnload?.())
      root.release()
      layer.remove()
    }
  }
  guard(() => instance.onLoad?.(query))
  page.show()
  guard(() => instance.onReady?.())
  return page
}
