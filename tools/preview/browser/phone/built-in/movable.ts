import { isSet, numberOf, textOf } from '../element'
import { define, emit, followTouch, newsOf } from './define'

/** `<movable-view>`: a finger drags it, within its `<movable-area>`; two scale it. */
define('movable-view', (host) => {
  let [x, y, scale] = [0, 0, 1]
  let isPlaced = false
  let start: { x: number; y: number } | undefined
  let pinch: { apart: number; scale: number } | undefined
  const isNew = newsOf(host)

  const within = (at: number, space: number) =>
    Math.min(Math.max(at, Math.min(0, space)), Math.max(0, space))
  const move = (toX: number, toY: number, source: string, isFree = false) => {
    const { clientWidth = 0, clientHeight = 0 } = host.closest('wx-movable-area') ?? {}
    const nextX = isFree ? toX : within(toX, clientWidth - host.offsetWidth)
    const nextY = isFree ? toY : within(toY, clientHeight - host.offsetHeight)
    const isChange = nextX !== x || nextY !== y
    ;[x, y] = [nextX, nextY]
    host.style.translate = `${x}px ${y}px`
    if (isChange && isPlaced) emit(host, 'change', { x, y, source })
  }
  const scaleTo = (wanted: number) => {
    const [least, most] = [numberOf(host, 'scale-min', 0.1), numberOf(host, 'scale-max', 10)]
    const next = Math.min(Math.max(wanted, least), most)
    const isChange = next !== scale
    scale = next
    host.style.scale = String(scale)
    if (isChange && isPlaced) emit(host, 'scale', { x, y, scale })
  }
  const direction = () => textOf(host, 'direction', 'none')

  followTouch(host, {
    start({ touches: [one, two] }) {
      if (!one || isSet(host, 'disabled')) return
      if (two && isSet(host, 'scale')) {
        start = undefined
        pinch = { apart: distance(one, two), scale }
      } else if (direction() !== 'none') {
        start = { x: one.clientX - x, y: one.clientY - y }
        host.style.transition = ''
      }
    },
    move(event) {
      const [one, two] = event.touches
      if (!one || !(start || (pinch && two))) return
      if (event.cancelable) event.preventDefault()
      if (pinch && two) return scaleTo((pinch.scale * distance(one, two)) / pinch.apart)
      if (!start) return
      const toX = direction() === 'vertical' ? x : one.clientX - start.x
      const toY = direction() === 'horizontal' ? y : one.clientY - start.y
      move(toX, toY, 'touch', isSet(host, 'out-of-bounds'))
    },
    end() {
      pinch = undefined
      if (!start) return
      start = undefined
      host.style.transition = 'translate .2s'
      move(x, y, 'out-of-bounds')
    }
  })

  return {
    changed() {
      if (isNew('scale-value')) scaleTo(numberOf(host, 'scale-value', 1))
      const isMoved = [isNew('x'), isNew('y')].some(Boolean)
      if (isPlaced && !isMoved) return
      host.style.transition = isPlaced && isSet(host, 'animation', true) ? 'translate .2s' : ''
      move(numberOf(host, 'x', 0), numberOf(host, 'y', 0), '', !host.offsetWidth)
      isPlaced = true
    }
  }
})

const distance = (one: Touch, two: Touch) =>
  Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY)
