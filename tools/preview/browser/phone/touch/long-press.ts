/** WeChat's limit. */
const LONG_PRESS_MS = 350
/** A finger that moves further than this drags. */
export const SLOP_PX = 10

/** Elements with a `bindlongpress`, which takes the place of the tap. */
const listening = new WeakSet<object>()
let isLongPress = false

export function noteListener(element: object, type: string): void {
  if (type === 'longpress' || type === 'longtap') listening.add(element)
}

/** Whether the finger that is lifted now has made a long press that a page listens to. */
export function endsLongPress(): boolean {
  const ended = isLongPress
  isLongPress = false
  return ended
}

/** Sends `longpress` when a finger rests. */
export function watchLongPress(): void {
  document.addEventListener('touchstart', follow, { capture: true, passive: true })
}

function follow(start: TouchEvent): void {
  isLongPress = false
  const [first] = start.touches
  const target = start.composedPath()[0]
  if (!first || start.touches.length > 1 || !(target instanceof Element)) return
  const { clientX, clientY } = first
  const timer = setTimeout(() => {
    isLongPress = isHeard(target)
    for (const type of ['longpress', 'longtap'])
      target.dispatchEvent(
        new CustomEvent(type, { bubbles: true, composed: true, detail: { clientX, clientY } })
      )
  }, LONG_PRESS_MS)
  const move = ({ touches }: TouchEvent) => {
    const [now] = touches
    if (now && Math.hypot(now.clientX - clientX, now.clientY - clientY) > SLOP_PX) end()
  }
  const end = () => {
    clearTimeout(timer)
    document.removeEventListener('touchmove', move, true)
    for (const type of ['touchend', 'touchcancel']) document.removeEventListener(type, end, true)
  }
  document.addEventListener('touchmove', move, true)
  for (const type of ['touchend', 'touchcancel']) document.addEventListener(type, end, true)
}

function isHeard(from: Element): boolean {
  for (let at: Element | null = from; at; at = at.parentElement) if (listening.has(at)) return true
  return false
}
