import { type NativeNode } from 'glass-easel'
import { isSet, TEMPORARY_CLASSES } from '../element'

interface Hover {
  className: string
  startMs: number
  stayMs: number
}

/** `~`: a built-in class keeps its name whichever component the element is in. */
const DEFAULTS: Record<string, Hover> = {
  'WX-BUTTON': { className: '~button-hover', startMs: 20, stayMs: 70 },
  'WX-NAVIGATOR': { className: '~navigator-hover', startMs: 50, stayMs: 600 },
  'WX-VIEW': { className: 'none', startMs: 50, stayMs: 400 }
}

/**
 * Adds the classes of `hover-class` to what is touched, for as long as WeChat does
 * (developers.weixin.qq.com/miniprogram/dev/component/view.html).
 */
export function followTouches(): void {
  document.addEventListener('pointerdown', ({ target, pointerId }) => {
    const touched = touch(target as Element)
    const end = (event: PointerEvent) => {
      if (event.pointerId !== pointerId) return
      document.removeEventListener('pointerup', end)
      document.removeEventListener('pointercancel', end)
      for (const one of touched) one[event.type === 'pointerup' ? 'release' : 'cancel']()
    }
    document.addEventListener('pointerup', end)
    // sent when the finger starts to scroll
    document.addEventListener('pointercancel', end)
  })
}

/** Presses the touched element and its ancestors, up to one that stops the propagation. */
function touch(target: Element) {
  const touched: ReturnType<typeof press>[] = []
  for (let at: Element | null = target; at; at = at.parentElement) {
    const hover = readHover(at)
    if (hover) touched.push(press(at, hover))
    if (at instanceof HTMLElement && isSet(at, 'hover-stop-propagation')) break
  }
  return touched
}

function readHover(host: Element): Hover | undefined {
  const byDefault = DEFAULTS[host.tagName]
  if (!byDefault || isSet(host as HTMLElement, 'disabled')) return undefined
  const className = host.getAttribute('hover-class') ?? byDefault.className
  if (className === 'none') return undefined
  return {
    className,
    startMs: Number(host.getAttribute('hover-start-time') ?? byDefault.startMs),
    stayMs: Number(host.getAttribute('hover-stay-time') ?? byDefault.stayMs)
  }
}

function press(host: Element, { className, startMs, stayMs }: Hover) {
  // knows the name that a class has in the component's own sheet
  const node = (host as { __wxElement?: NativeNode }).__wxElement
  const set = (on: boolean) => {
    for (const name of className.split(/\s+/)) node?.toggleNodeClass(name, on, TEMPORARY_CLASSES)
  }
  const timer = setTimeout(() => set(true), startMs)
  return {
    // not before it was added: a short tap must show as well
    release: () => void setTimeout(() => set(false), Math.max(startMs, stayMs)),
    cancel() {
      clearTimeout(timer)
      set(false)
    }
  }
}
