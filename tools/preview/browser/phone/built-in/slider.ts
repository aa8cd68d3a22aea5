import { isSet, numberOf, textOf } from '../element'
import { define, emit, paint, part, shadowOf } from './define'

const SLIDER = `<style>
  :host { display: flex; align-items: center; margin: 10px 18px; gap: 12px }
  input { all: unset; flex: 1; min-width: 0; height: 28px; cursor: pointer }
  input::-webkit-slider-runnable-track { height: 2px; border-radius: 2px;
    background: linear-gradient(90deg, var(--on) var(--share), var(--off) 0) }
  input::-webkit-slider-thumb { -webkit-appearance: none; width: var(--block); height: var(--block);
    margin-top: calc(1px - var(--block) / 2); border-radius: 50%; background: var(--color);
    box-shadow: 0 1px 4px rgb(0 0 0 / 30%) }
  input:disabled { opacity: .6 }
  span { min-width: 24px; color: #888; font-size: 14px }
</style><input type="range"><span></span>`

define('slider', (host) => {
  const shadow = shadowOf(host, SLIDER)
  const [range, label] = [part<HTMLInputElement>(shadow, 'input'), part(shadow, 'span')]
  let given = ''
  const show = () => {
    const [min, max] = [Number(range.min), Number(range.max)]
    const share = max > min ? ((Number(range.value) - min) / (max - min)) * 100 : 0
    host.style.setProperty('--share', `${share}%`)
    label.textContent = range.value
    label.hidden = !isSet(host, 'show-value')
  }
  const listen = (type: string, own: string) =>
    range.addEventListener(type, (event) => {
      event.stopPropagation()
      show()
      emit(host, own, { value: Number(range.value) })
    })
  listen('input', 'changing')
  listen('change', 'change')
  return {
    changed() {
      range.min = String(numberOf(host, 'min', 0))
      range.max = String(numberOf(host, 'max', 100))
      range.step = String(numberOf(host, 'step', 1))
      range.disabled = isSet(host, 'disabled')
      const value = textOf(host, 'value', range.min)
      if (value !== given) range.value = given = value
      paint(host, {
        block: `${Math.min(28, Math.max(12, numberOf(host, 'block-size', 28)))}px`,
        color: textOf(host, 'block-color', '#fff'),
        on: textOf(host, 'active-color') || textOf(host, 'selected-color', '#1aad19'),
        off: textOf(host, 'background-color') || textOf(host, 'color', '#e9e9e9')
      })
      show()
    },
    value: () => Number(range.value),
    reset() {
      range.value = textOf(host, 'value', range.min)
      show()
    }
  }
})
