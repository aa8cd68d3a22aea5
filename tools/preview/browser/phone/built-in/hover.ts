import { isSet, numberOf, TEMPORARY_CLASSES, textOf, type WxElement } from '../element'

interface Hover {
  className: string
  startMs: number
  stayMs: number
}

/** `~`: a built-in class keeps its name whichever component the element is in. */
const DEFAULTS: Record<string, Hover> = {
  'wx-button': { className: '~button-hover', startMs: 20, stayMs: 70 },
  'wx-navigator': { className: '~navigator-hover', startMs: 50, stayMs: 600 },
  'wx-view': { className: 'none', startMs: 50, stayMs: 400 }
}

/** The second is sent when the finger starts to scroll. */
const ENDS = ['pointerup', 'pointercancel'] as const

/**
 * Adds the classes of `hover-class` to what is touched, for as long as WeChat does
 * (developers.weixin.qq.com/miniprogram/dev/component/view.html).
 */
export function followTouches(): void {
  document.addEventListener('pointerdown', ({ target, pointerId }) => {
    const touched = touch(target as HTMLElement)
    const end = (event: PointerEvent) => {
      if (event.pointerId !== pointerId) return
      for (const type of ENDS) document.removeEventListener(type, end)
      for (const one of touched) one[event.type as 'pointerup']()
    }
    for (const type of ENDS) document.addEventListener(type, end)
  })
}

/** Presses the touched element and its ancestors, up to one that stops the propagation. */
function touch(target: WxElement) {
  const touched: ReturnType<typeof press>[] = []
  for (let at: WxElement | null = target; at; at = at.parentElement) {
    const byDefault = DEFAULTS[at.localName]
    if (byDefault && !isSet(at, 'disabled')) touched.push(press(at, byDefault))
    if (isSet(at, 'hover-stop-propagation')) break
  }
  return touched
}

function press(host: WxElement, byDefault: Hover) {
  const className = textOf(host, 'hover-class', byDefault.className)
  const names = className === 'none' ? [] : className.split(/\s+/)
  const startMs = numberOf(host, 'hover-start-time', byDefault.startMs)
  const stayMs = numberOf(host, 'hover-stay-time', byDefault.stayMs)
  // knows the name that a class has in the component's own sheet
  const set = (on: boolean) => {
    for (const name of names) host.__wxElement?.toggleNodeClass(name, on, TEMPORARY_CLASSES)
  }
  const timer = setTimeout(() => set(true), startMs)
  return {
    // not before it was added: a short tap must show as well
    pointerup: () => void setTimeout(() => set(false), Math.max(startMs, stayMs)),
    pointercancel() {
      clearTimeout(timer)
      set(false)
    }
  }
}
