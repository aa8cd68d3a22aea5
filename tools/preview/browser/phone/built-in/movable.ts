import { isSet, numberOf, textOf, type WxElement } from '../element'
import { define, emit } from './define'

/** `<movable-view>`: a finger drags it, within its `<movable-area>`; two scale it. */
export function defineMovable(): void {
  define('movable-area', () => ({}))
  define('movable-view', (host) => {
    let [x, y] = [0, 0]
    let given: string | undefined
    let start: { x: number; y: number } | undefined
    let [scale, givenScale] = [1, 1]
    let pinch: { apart: number; scale: number } | undefined

    const room = () => {
      const area = host.closest('wx-movable-area')
      if (!area) return { width: 0, height: 0 }
      const width = area.clientWidth - host.offsetWidth
      const height = area.clientHeight - host.offsetHeight
      return { width, height }
    }
    const within = (at: number, space: number) =>
      Math.min(Math.max(at, Math.min(0, space)), Math.max(0, space))
    const move = (toX: number, toY: number, source: string, isFree = false) => {
      const { width, height } = room()
      const [nextX, nextY] = isFree ? [toX, toY] : [within(toX, width), within(toY, height)]
      const isChange = nextX !== x || nextY !== y
      ;[x, y] = [nextX, nextY]
      host.style.translate = `${x}px ${y}px`
      if (isChange && given !== undefined) emit(host, 'change', { x, y, source })
    }

    const scaleTo = (wanted: number) => {
      const [least, most] = [numberOf(host, 'scale-min', 0.1), numberOf(host, 'scale-max', 10)]
      const next = Math.min(Math.max(wanted, least), most)
      const isChange = next !== scale
      scale = next
      host.style.scale = String(scale)
      if (isChange && given !== undefined) emit(host, 'scale', { x, y, scale })
    }

    host.addEventListener('touchstart', ({ touches: [one, two] }) => {
      if (one && two && isSet(host, 'scale') && !isSet(host, 'disabled')) {
        start = undefined
        pinch = { apart: distance(one, two), scale }
        return
      }
      if (!one || isSet(host, 'disabled') || !direction(host)) return
      start = { x: one.clientX - x, y: one.clientY - y }
      host.style.transition = ''
    })
    host.addEventListener(
      'touchmove',
      (event) => {
        const [one, two] = event.touches
        if (pinch && one && two) {
          if (event.cancelable) event.preventDefault()
          return scaleTo((pinch.scale * distance(one, two)) / pinch.apart)
        }
        if (!start || !one) return
        if (event.cancelable) event.preventDefault()
        const way = direction(host)
        const toX = way === 'vertical' ? x : one.clientX - start.x
        const toY = way === 'horizontal' ? y : one.clientY - start.y
        move(toX, toY, 'touch', isSet(host, 'out-of-bounds'))
      },
      { passive: false }
    )
    const end = () => {
      pinch = undefined
      if (!start) return
      start = undefined
      host.style.transition = 'translate .2s'
      move(x, y, 'out-of-bounds')
    }
    host.addEventListener('touchend', end)
    host.addEventListener('touchcancel', end)

    return {
      changed() {
        const wantedScale = numberOf(host, 'scale-value', 1)
        if (wantedScale !== givenScale) scaleTo((givenScale = wantedScale))
        const wanted = `${textOf(host, 'x')} ${textOf(host, 'y')}`
        if (wanted === given) return
        const [toX, toY] = [numberOf(host, 'x', 0), numberOf(host, 'y', 0)]
        host.style.transition = given && isSet(host, 'animation', true) ? 'translate .2s' : ''
        move(toX, toY, '', !host.offsetWidth)
        given = wanted
      }
    }
  })
}

const distance = (one: Touch, two: Touch) =>
  Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY)

function direction(host: WxElement): string {
  const way = textOf(host, 'direction', 'none')
  return way === 'none' ? '' : way
}
