import { isSet, numberOf, textOf } from '../element'
import { define, emit, part, shadowOf } from './define'

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

function defineSlider(): void {
  define('slider', (host) => {
    const shadow = shadowOf(host, SLIDER)
    const [range, label] = [part<HTMLInputElement>(shadow, 'input'), part(shadow, 'span')]
    let given = ''
    const show = () => {
      const [min, max] = [Number(range.min), Number(range.max)]
      const share = max > min ? ((Number(range.value) - min) / (max - min)) * 100 : 0
      host.style.setProperty('--share', `${share}%`)
      label.textContent = isSet(host, 'show-value') ? range.value : ''
      label.hidden = !isSet(host, 'show-value')
    }
    Object.defineProperty(host, 'value', { get: () => Number(range.value) })
    for (const [type, own] of [
      ['input', 'changing'],
      ['change', 'change']
    ] as const)
      range.addEventListener(type, (event) => {
        event.stopPropagation()
        show()
        emit(host, own, { value: Number(range.value) })
      })
    const wxReset = () => {
      range.value = String(numberOf(host, 'value', Number(range.min)))
      show()
    }
    Object.assign(host, { wxReset })
    return {
      changed() {
        range.min = String(numberOf(host, 'min', 0))
        range.max = String(numberOf(host, 'max', 100))
        range.step = String(numberOf(host, 'step', 1))
        range.disabled = isSet(host, 'disabled')
        const value = textOf(host, 'value', range.min)
        if (value !== given) range.value = given = value
        const size = Math.min(28, Math.max(12, numberOf(host, 'block-size', 28)))
        host.style.setProperty('--block', `${size}px`)
        host.style.setProperty('--color', textOf(host, 'block-color', '#fff'))
        const on = textOf(host, 'active-color') || textOf(host, 'selected-color', '#1aad19')
        host.style.setProperty('--on', on)
        const off = textOf(host, 'background-color') || textOf(host, 'color', '#e9e9e9')
        host.style.setProperty('--off', off)
        show()
      }
    }
  })
}

const PROGRESS = `<style>
  :host { display: flex; align-items: center; gap: 10px }
  div { flex: 1; overflow: hidden; background: var(--off); border-radius: var(--radius) }
  i { display: block; height: var(--width); background: var(--on); width: 0 }
  span { font-size: var(--font) }
</style><div><i></i></div><span></span>`

function defineProgress(): void {
  define('progress', (host) => {
    const shadow = shadowOf(host, PROGRESS)
    const [bar, label] = [part(shadow, 'i'), part(shadow, 'span')]
    bar.addEventListener('transitionend', () => emit(host, 'activeend', { curPercent: percent() }))
    const percent = () => Math.min(100, Math.max(0, numberOf(host, 'percent', 0)))
    return {
      changed() {
        const { style } = host
        style.setProperty('--width', `${numberOf(host, 'stroke-width', 6)}px`)
        style.setProperty('--radius', `${numberOf(host, 'border-radius', 0)}px`)
        style.setProperty('--font', `${numberOf(host, 'font-size', 16)}px`)
        const on = textOf(host, 'active-color') || textOf(host, 'color', '#09bb07')
        style.setProperty('--on', on)
        style.setProperty('--off', textOf(host, 'background-color', '#ebebeb'))
        const ms = numberOf(host, 'duration', 30) * percent()
        bar.style.transition = isSet(host, 'active') ? `width ${ms}ms linear` : ''
        requestAnimationFrame(() => (bar.style.width = `${percent()}%`))
        label.textContent = isSet(host, 'show-info') ? `${percent()}%` : ''
        label.hidden = !isSet(host, 'show-info')
      }
    }
  })
}

export function defineBars(): void {
  defineSlider()
  defineProgress()
}
