import { isSet, numberOf, textOf, withRpx, type WxElement } from '../element'
import { define, emit, followTouch, paint, part, shadowOf } from './define'
import { SWIPER } from './swiper-tree'

/** A drag further than this share of an item turns the page. */
const TURN = 0.25

type Source = 'autoplay' | 'touch' | ''

define('swiper', (host) => {
  const shadow = shadowOf(host, SWIPER)
  const [places, frame] = [part(shadow, '.places'), part(shadow, '.frame')]
  const [dots, slot] = [part(shadow, '.dots'), part<HTMLSlotElement>(shadow, 'slot')]
  let [current, given] = [0, '']
  let timer = 0

  // an item may be in a link
  const items = () =>
    Array.from(host.children as HTMLCollectionOf<WxElement>).filter(
      (one) => one.localName === 'wx-swiper-item' || one.querySelector('wx-swiper-item')
    )
  const shown = () => Math.max(1, numberOf(host, 'display-multiple-items', 1))
  const isVertical = () => isSet(host, 'vertical')
  const isCircular = () => isSet(host, 'circular') && items().length > shown()
  const last = () => Math.max(0, items().length - (isCircular() ? 1 : shown()))
  const itemId = () => textOf(items()[current] ?? host, 'item-id')

  /** Where an item stands, in items from the first one shown. */
  const placeOf = (index: number, position: number) => {
    const count = items().length
    const offset = index - position
    if (!isCircular()) return offset
    const spare = (count - shown()) / 2
    return ((((offset + spare) % count) + count) % count) - spare
  }

  /** Draws with `position` at the front, a fraction while a finger drags. */
  let drawn: number[] = []
  function draw(position: number, durationMs = 0): void {
    const before = drawn
    drawn = items().map((_, index) => placeOf(index, position))
    places.textContent = drawn
      .map((place, index) => {
        // an item that comes round to the other side must not fly across
        const ms = Math.abs(place - (before[index] ?? place)) > drawn.length / 2 ? 0 : durationMs
        const move = isVertical() ? `0 ${place * 100}%` : `${place * 100}% 0`
        return `::slotted(:nth-child(${index + 1})) { translate: ${move}; transition: translate ${ms}ms }`
      })
      .concat(
        `::slotted(*) { position: absolute; width: 100%; height: 100%;
            ${isVertical() ? 'height' : 'width'}: ${100 / shown()}% !important }`
      )
      .join('\n')
    dots.replaceChildren(
      ...(isSet(host, 'indicator-dots') ? drawn : []).map((_, index) =>
        Object.assign(document.createElement('i'), { className: index === current ? 'on' : '' })
      )
    )
  }

  function go(to: number, source: Source, durationMs = numberOf(host, 'duration', 500)): void {
    const count = items().length
    const next = isCircular() ? (to + count) % count : Math.min(Math.max(to, 0), last())
    const isChange = next !== current
    if (!isChange && source === '') return draw(current)
    current = next
    draw(current, durationMs)
    const detail = { current, currentItemId: itemId(), source }
    if (isChange) emit(host, 'change', detail)
    window.setTimeout(() => emit(host, 'animationfinish', detail), durationMs)
    play()
  }

  function play(): void {
    clearTimeout(timer)
    if (!isSet(host, 'autoplay') || !host.isConnected || items().length < 2) return
    const next = () => go(current >= last() && !isCircular() ? 0 : current + 1, 'autoplay')
    timer = window.setTimeout(next, numberOf(host, 'interval', 5000))
  }

  let start: { x: number; y: number; isMine?: boolean } | undefined
  let moved = 0
  followTouch(host, {
    start({ touches: [one] }) {
      if (!one || isSet(host, 'disable-touch')) return
      clearTimeout(timer)
      start = { x: one.clientX, y: one.clientY }
    },
    move(event) {
      const [one] = event.touches
      if (!start || !one) return
      const [dx, dy] = [start.x - one.clientX, start.y - one.clientY]
      if (start.isMine === undefined && Math.hypot(dx, dy) > 5)
        start.isMine = Math.abs(dy) > Math.abs(dx) === isVertical()
      if (!start.isMine) return
      event.stopPropagation()
      const [way, size] = isVertical() ? [dy, frame.clientHeight] : [dx, frame.clientWidth]
      moved = way / (size / shown())
      const isEdge = !isCircular() && (current + moved < 0 || current + moved > last())
      draw(current + (isEdge ? moved / 3 : moved))
      emit(host, 'transition', { dx: isVertical() ? 0 : dx, dy: isVertical() ? dy : 0 })
    },
    end() {
      const isTurn = Math.abs(moved) > TURN
      const steps = isTurn ? Math.sign(moved) * Math.max(1, Math.round(Math.abs(moved))) : 0
      if (start?.isMine) go(current + steps, 'touch')
      else play()
      ;[start, moved] = [undefined, 0]
    }
  })
  slot.addEventListener('slotchange', () => {
    current = Math.min(current, last())
    follow(0)
  })

  /** Goes where the template says, when it says something new. */
  function follow(durationMs?: number): void {
    const wanted = textOf(host, 'current-item-id') || textOf(host, 'current')
    if (wanted !== given && items().length) {
      const byId = items().findIndex((item) => textOf(item, 'item-id') === wanted)
      given = wanted
      return go(byId >= 0 ? byId : numberOf(host, 'current', 0), '', durationMs)
    }
    draw(current)
    play()
  }

  return {
    changed() {
      paint(host, {
        dot: textOf(host, 'indicator-color', 'rgb(0 0 0 / 30%)'),
        'dot-on': textOf(host, 'indicator-active-color', '#000')
      })
      const [before, after] = ['previous-margin', 'next-margin'].map((name) =>
        withRpx(textOf(host, name, '0px'))
      )
      frame.style.inset = isVertical() ? `${before} 0 ${after}` : `0 ${after} 0 ${before}`
      follow()
    },
    disconnected: () => clearTimeout(timer)
  }
})
