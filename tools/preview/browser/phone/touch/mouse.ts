import { SLOP_PX } from './long-press'

/** Makes the mouse a finger: pages get touch events, and what scrolls can be dragged. */
export function makeMouseTouch(): void {
  // jsdom has no touches: there, glass-easel makes taps of mouse events
  if (typeof Touch === 'function') document.addEventListener('pointerdown', press, true)
}

function press(start: PointerEvent): void {
  const target = start.composedPath()[0]
  if (start.pointerType !== 'mouse' || start.button !== 0 || !(target instanceof Element)) return
  const drag = createDrag(start)
  let isDragged = false
  const move = (event: PointerEvent) => {
    const { clientX, clientY } = start
    isDragged ||= Math.hypot(event.clientX - clientX, event.clientY - clientY) > SLOP_PX
    const isFree = sendTouch(target, 'touchmove', event)
    if (isFree) drag.move(event)
  }
  const end = (event: PointerEvent) => {
    document.removeEventListener('pointermove', move, true)
    for (const type of ENDS) document.removeEventListener(type, end, true)
    sendTouch(target, event.type === 'pointerup' ? 'touchend' : 'touchcancel', event)
    drag.end()
    // a finger that has moved does not tap
    if (isDragged) addEventListener('click', swallow, true)
    setTimeout(() => removeEventListener('click', swallow, true))
  }
  document.addEventListener('pointermove', move, true)
  for (const type of ENDS) document.addEventListener(type, end, true)
  sendTouch(target, 'touchstart', start)
}

const swallow = (click: Event) => click.stopPropagation()

const ENDS = ['pointerup', 'pointercancel'] as const

/** Returns false when the page has prevented what a browser would do. */
function sendTouch(target: Element, type: string, { clientX, clientY }: PointerEvent): boolean {
  const touch = new Touch({ identifier: 0, target, clientX, clientY })
  const touches = /start|move/.test(type) ? [touch] : []
  const more = { touches, targetTouches: touches, changedTouches: [touch] }
  const way = { bubbles: true, cancelable: true, composed: true }
  return target.dispatchEvent(new TouchEvent(type, { ...more, ...way }))
}

/** Scrolls the nearest element that can, as a finger does; a browser's mouse only selects text. */
function createDrag(start: PointerEvent) {
  const path = start.composedPath().filter((one) => one instanceof HTMLElement)
  const isField = path.some((one) => one.matches('input, textarea, [contenteditable]'))
  let [x, y] = [start.clientX, start.clientY]
  let target: HTMLElement | undefined

  return {
    move({ clientX, clientY }: PointerEvent) {
      const [dx, dy] = [x - clientX, y - clientY]
      if (!target) {
        if (isField || Math.hypot(dx, dy) < SLOP_PX) return
        const axis = Math.abs(dx) > Math.abs(dy) ? 'X' : 'Y'
        target = path.find((one) => canScroll(one, axis))
        if (!target) return
        target.style.scrollSnapType = 'none'
      }
      target.scrollBy({ left: dx, top: dy, behavior: 'instant' })
      ;[x, y] = [clientX, clientY]
    },
    end() {
      if (target) target.style.scrollSnapType = ''
    }
  }
}

function canScroll(one: HTMLElement, axis: 'X' | 'Y'): boolean {
  const overflow = getComputedStyle(one)[`overflow${axis}`]
  const room =
    axis === 'X' ? one.scrollWidth - one.clientWidth : one.scrollHeight - one.clientHeight
  return room > 0 && (overflow === 'auto' || overflow === 'scroll')
}
