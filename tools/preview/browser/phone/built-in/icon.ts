import { textOf, withRpx } from '../element'
import { define, shadowOf } from './define'
import { SHAPES } from './icon-shapes'

import './icon.css'

const DRAWING = '<svg viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" /></svg>'

export function defineIcon(): void {
  define('icon', (host) => {
    const shadow = shadowOf(host, '')
    return {
      changed() {
        const shape = SHAPES[textOf(host, 'type')]
        if (!shape) return shadow.replaceChildren()
        shadow.innerHTML = DRAWING
        const svg = shadow.querySelector('svg')!
        svg.style.display = 'block'
        const size = textOf(host, 'size', '23')
        svg.style.width = svg.style.height = /\D/.test(size) ? withRpx(size) : `${size}px`
        svg.style.fill = textOf(host, 'color', shape.color)
        svg.querySelector('path')!.setAttribute('d', shape.path)
      }
    }
  })
}
