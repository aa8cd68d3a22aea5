import { numberOf, textOf, valueOf, type WxElement } from '../element'
import { define, emit, part, shadowOf } from './define'
import { createWheel } from './wheel'

const VIEW = `<style>
  :host { display: flex; position: relative; overflow: hidden; width: 100%;
    mask: linear-gradient(#0006, #000c calc(50% - var(--item) / 2),
      #000 0 calc(50% + var(--item) / 2), #000c 0, #0006) }
  div { position: absolute; inset: calc(50% - var(--item) / 2) 0 auto; height: var(--item);
    box-sizing: border-box; border: solid rgb(128 128 128 / 30%); border-width: .5px 0;
    pointer-events: none }
</style><slot></slot><div></div>`

const COLUMN = `<style>
  :host { flex: 1; min-width: 0; height: 100%; overflow: hidden }
  .wheel { height: 100%; overflow: hidden auto; scroll-snap-type: y mandatory;
    scrollbar-width: none; outline: none }
  .space { height: calc(50% - var(--item) / 2) }
  ::slotted(*) { height: var(--item); overflow: hidden; scroll-snap-align: center;
    scroll-snap-stop: normal }
</style><div class="wheel"><div class="space"></div><slot></slot><div class="space"></div></div>`

export interface Column extends WxElement {
  wheel?: ReturnType<typeof createWheel>
}

define('picker-view', (host) => {
  const line = part(shadowOf(host, VIEW), 'div')
  let given: unknown
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
  return {
    changed() {
      line.style.cssText = textOf(host, 'indicator-style')
      const height = Number.parseFloat(line.style.height) || numberOf(host, 'item-height', 34)
      host.style.setProperty('--item', `${height}px`)
      const wanted = valueOf(host, 'value') && JSON.stringify(valueOf(host, 'value'))
      const isNew = wanted !== given && wanted !== JSON.stringify(value())
      given = wanted
      // the columns of the same change are not there yet
      if (isNew && wanted) requestAnimationFrame(apply)
    },
    value
  }
})

define<Column>('picker-view-column', (host) => {
  host.wheel = createWheel(part(shadowOf(host, COLUMN), '.wheel'), () =>
    host.dispatchEvent(new CustomEvent('turned', { bubbles: true }))
  )
})
