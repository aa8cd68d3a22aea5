import { SLOP_PX } from '../touch/long-press'

/** How long after the last scroll event a wheel is at rest. */
const REST_MS = 120

/**
 * A column that turns in steps, on the browser's own scrolling: reports the step that comes to rest
 * in the middle.
 */
export function createWheel(column: HTMLElement, onTurn: (index: number) => void) {
  let index = 0
  let timer = 0
  const height = () => Number.parseFloat(getComputedStyle(column).getPropertyValue('--item')) || 34

  const rest = () => {
    const next = Math.round(column.scrollTop / height())
    if (next === index) return
    index = next
    onTurn(index)
  }
  column.addEventListener('scroll', () => {
    clearTimeout(timer)
    timer = window.setTimeout(rest, REST_MS)
  })
  // a tap on another step turns to it
  column.addEventListener('click', ({ clientY }) => {
    const { top, height: whole } = column.getBoundingClientRect()
    const steps = Math.round((clientY - top - whole / 2) / height())
    if (Math.abs(clientY - top - whole / 2) > SLOP_PX && steps)
      column.scrollBy({ top: steps * height(), behavior: 'smooth' })
  })

  return {
    index: () => index,
    turnTo(next: number) {
      index = Math.max(0, next)
      column.scrollTop = index * height()
    }
  }
}
