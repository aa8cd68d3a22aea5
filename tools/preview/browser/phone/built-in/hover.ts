import type { NativeNode } from 'glass-easel'
import { isSet } from './define'

interface Hover {
  className: string
  startMs: number
  stayMs: number
}

/** `~`: a built-in class has one name, whichever component the element is in. */
const USUAL: Record<string, Hover> = {
  'WX-BUTTON': { className: '~button-hover', startMs: 20, stayMs: 70 },
  'WX-NAVIGATOR': { className: '~navigator-hover', startMs: 50, stayMs: 600 },
  'WX-VIEW': { className: 'none', startMs: 50, stayMs: 400 }
}

/** The part of an element's classes that a change of its own `class` leaves alone. */
const TEMPORARY = 3

/**
 * Gives what is touched the class of its `hover-class`, for as long as WeChat does
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
    // the finger has begun to scroll
    document.addEventListener('pointercancel', end)
  })
}

/** The element under the finger and those around it, up to one that keeps the touch to itself. */
function touch(target: Element) {
  const touched: ReturnType<typeof press>[] = []
  for (let at: Element | null = target; at; at = at.parentElement) {
    const hover = readHover(at)
    if (hover) touched.push(press(at, hover))
    if (isSet(at, 'hover-stop-propagation')) break
  }
  return touched
}

function readHover(host: Element): Hover | undefined {
  const usual = USUAL[host.tagName]
  if (!usual || isSet(host, 'disabled')) return undefined
  const className = host.getAttribute('hover-class') ?? usual.className
  if (className === 'none') return undefined
  return {
    className,
    startMs: Number(host.getAttribute('hover-start-time') ?? usual.startMs),
    stayMs: Number(host.getAttribute('hover-stay-time') ?? usual.stayMs)
  }
}

function press(host: Element, { className, startMs, stayMs }: Hover) {
  // it knows by which name the component's own sheet calls a class
  const node = (host as { __wxElement?: NativeNode }).__wxElement
  const set = (on: boolean) => {
    for (const name of className.split(/\s+/)) node?.toggleNodeClass(name, on, TEMPORARY)
  }
  const timer = setTimeout(() => set(true), startMs)
  return {
    // not before it was there: a short tap is seen as well
    release: () => void setTimeout(() => set(false), Math.max(startMs, stayMs)),
    cancel() {
      clearTimeout(timer)
      set(false)
    }
  }
}
