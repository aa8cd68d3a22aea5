import { isSet, numberOf, textOf } from '../element'
import { define, emit, paint, part, shadowOf } from './define'

const PROGRESS = `<style>
  :host { display: flex; align-items: center; gap: 10px }
  div { flex: 1; overflow: hidden; background: var(--off); border-radius: var(--radius) }
  i { display: block; height: var(--width); background: var(--on); width: 0 }
  span { font-size: var(--font) }
</style><div><i></i></div><span></span>`

define('progress', (host) => {
  const shadow = shadowOf(host, PROGRESS)
  const [bar, label] = [part(shadow, 'i'), part(shadow, 'span')]
  const percent = () => Math.min(100, Math.max(0, numberOf(host, 'percent', 0)))
  bar.addEventListener('transitionend', () => emit(host, 'activeend', { curPercent: percent() }))
  return {
    changed() {
      paint(host, {
        width: `${numberOf(host, 'stroke-width', 6)}px`,
        radius: `${numberOf(host, 'border-radius', 0)}px`,
        font: `${numberOf(host, 'font-size', 16)}px`,
        on: textOf(host, 'active-color') || textOf(host, 'color', '#09bb07'),
        off: textOf(host, 'background-color', '#ebebeb')
      })
      const ms = numberOf(host, 'duration', 30) * percent()
      bar.style.transition = isSet(host, 'active') ? `width ${ms}ms linear` : ''
      requestAnimationFrame(() => (bar.style.width = `${percent()}%`))
      label.textContent = `${percent()}%`
      label.hidden = !isSet(host, 'show-info')
    }
  }
})
