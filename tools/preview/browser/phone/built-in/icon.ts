import { define } from './define'
import { SHAPES } from './icon-shapes'

import './icon.css'

const DRAWING = '<svg viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" /></svg>'

export function defineIcon(): void {
  define('icon', {
    attributes: ['type', 'size', 'color'],
    create(host) {
      const shadow = host.attachShadow({ mode: 'open' })
      return {
        changed() {
          const shape = SHAPES[host.getAttribute('type') ?? '']
          if (!shape) return shadow.replaceChildren()
          shadow.innerHTML = DRAWING
          const svg = shadow.querySelector('svg')!
          svg.style.display = 'block'
          svg.style.width = svg.style.height = readSize(host.getAttribute('size') ?? '23')
          svg.style.fill = host.getAttribute('color') ?? shape.color
          svg.querySelector('path')!.setAttribute('d', shape.path)
        }
      }
    }
  })
}

/** `64` and `64px`, or `64rpx`. */
function readSize(text: string): string {
  const size = Number.parseFloat(text)
  return text.endsWith('rpx') ? `calc(${size} * var(--phone-rpx))` : `${size}px`
}
