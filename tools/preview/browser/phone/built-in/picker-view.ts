import { numberOf, textOf, valueOf, type WxElement } from '../element'
import { define, emit, part, shadowOf } from './define'
import { createWheel } from './wheel'

const VIEW = `<style>
  :host { display: flex; position: relative; overflow: hidden; width: 100% }
  .lens { position: absolute; inset: 0; display: flex; flex-direction: column; pointer-events: none }
  .mask { flex: 1; background: linear-gradient(Canvas, transparent 180%); opacity: .6 }
  .mask:last-child { background: linear-gradient(0deg, Canvas, transparent 180%) }
  .line { height: var(--item); box-sizing: border-box; border: solid rgb(128 128 128 / 30%);
    border-width: .5px 0 }
</style><slot></slot>
<div class="lens"><div class="mask"></div><div class="line" part="line"></div>
<div class="mask"></div></div>`

const COLUMN = `<style>
  :host { flex: 1; min-width: 0; height: 100%; overflow: hidden }
  .wheel { height: 100%; overflow: hidden auto; scroll-snap-type: y mandatory;
    scrollbar-width: none }
  .space { height: calc(50% - var(--item) / 2) }
  ::slotted(*) { height: var(--item); overflow: hidden; scroll-snap-align: center;
    scroll-snap-stop: normal }
</style><div class="wheel"><div class="space"></div><slot></slot><div class="space"></div></div>`

interface Column extends WxElement {
  wheel?: ReturnType<typeof createWheel>
}

export function definePickerView(): void {
  define('picker-view', (host) => {
    const shadow = shadowOf(host, VIEW)
    let given = ''
    const columns = () => Array.from(host.querySelectorAll<Column>('wx-picker-view-column'))
    const value = () => columns().map(({ wheel }) => wheel?.index() ?? 0)
    const apply = () => {
      const wanted = (valueOf(host, 'value') ?? []) as number[]
      columns().forEach(({ wheel }, index) => wheel?.turnTo(Number(wanted[index] ?? 0)))
    }
    host.addEventListener('turned', (event) => {
      event.stopPropagation()
      emit(host, 'change', { value: value() })
      emit(host, 'pickend')
    })
    host.addEventListener('touchstart', () => emit(host, 'pickstart'))
    Object.defineProperty(host, 'value', { get: value })
    return {
      changed() {
        const line = part(shadow, '.line')
        line.style.cssText = textOf(host, 'indicator-style')
        const height = Number.parseFloat(line.style.height) || numberOf(host, 'item-height', 34)
        host.style.setProperty('--item', `${height}px`)
        const wanted = JSON.stringify(valueOf(host, 'value') ?? [])
        const isNew = wanted !== given && wanted !== JSON.stringify(value())
        given = wanted
        // the columns of the same change are not there yet
        if (isNew) requestAnimationFrame(apply)
      }
    }
  })
  define('picker-view-column', (host: Column) => {
    const shadow = shadowOf(host, COLUMN)
    host.wheel = createWheel(part(shadow, '.wheel'), () =>
      host.dispatchEvent(new CustomEvent('turned', { bubbles: true }))
    )
    return {}
  })
}
