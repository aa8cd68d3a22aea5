import { textOf, withRpx } from '../element'
import { define, part, shadowOf } from './define'
import { SHAPES } from './icon-shapes'

const DRAWING = `<style>svg { display: block }</style>
  <svg viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" /></svg>`

define('icon', (host) => {
  const shadow = shadowOf(host, DRAWING)
  const [svg, path] = [part<SVGElement>(shadow, 'svg'), part(shadow, 'path')]
  return {
    changed() {
      const shape = SHAPES[textOf(host, 'type')]
      if (!shape) return svg.remove()
      const size = textOf(host, 'size', '23')
      svg.style.width = svg.style.height = /\D/.test(size) ? withRpx(size) : `${size}px`
      svg.style.fill = textOf(host, 'color', shape.color)
      path.setAttribute('d', shape.path)
      shadow.append(svg)
    }
  }
})
