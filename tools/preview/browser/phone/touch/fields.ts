import { pageTop } from '../element'

interface Point {
  identifier: number
  clientX: number
  clientY: number
}

/** The fields `touches`, `changedTouches` and `detail` of a page's touch events and taps. */
export function touchFields(type: string, cause: Event) {
  if (!/^(touch\w+|tap|longpress|longtap|canceltap)$/.test(type)) return undefined
  const target = cause.target instanceof Element ? cause.target : undefined
  const above = pageTop()
  const { scrollTop = 0 } = target?.closest('wx-page') ?? {}
  const canvas = target?.closest('wx-canvas')?.getBoundingClientRect()
  const read = ({ identifier, clientX, clientY }: Point) => {
    const [x, y] = [clientX, clientY - above]
    const inCanvas = canvas && { x: clientX - canvas.left, y: clientY - canvas.top }
    return { identifier, clientX: x, clientY: y, pageX: x, pageY: y + scrollTop, ...inCanvas }
  }
  const { touches, changedTouches } = cause as Partial<TouchEvent>
  const point = (cause instanceof CustomEvent ? cause.detail : cause) as Point
  const only = [{ identifier: 0, clientX: point.clientX, clientY: point.clientY }]
  const changed = Array.from<Point>(changedTouches ?? only).map(read)
  // after a tap, the finger has left the screen, but is still listed
  const still = type === 'tap' ? changed : Array.from<Point>(touches ?? only).map(read)
  const { pageX: x = 0, pageY: y = 0 } = changed[0] ?? {}
  return {
    detail: { x, y },
    extra: { touches: still, changedTouches: changed }
  }
}
