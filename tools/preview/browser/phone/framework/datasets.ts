import { Element as GlassElement } from 'glass-easel'
import { domOf } from './query'

/** glass-easel keeps `data-...` for events; on a phone, style sheets see it, too: `[data-theme=dark]`. */
export function showDatasets(): void {
  const prototype = GlassElement.prototype
  const set = prototype.setDataset
  prototype.setDataset = function (name, value) {
    set.call(this, name, value)
    const shown = domOf(this)?.dataset
    const key = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
    if (!shown) return
    if (typeof value === 'string') shown[key] = value
    else if (typeof value === 'number' || typeof value === 'boolean') shown[key] = String(value)
    else delete shown[key]
  }
}
