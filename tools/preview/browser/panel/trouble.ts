import { type StartReport } from '../reports'
import { find, make } from './dom'

/** Lists what the mini-program, or the preview, could not do. */
export function showTrouble() {
  const [box, list] = [find('#trouble'), find('#trouble ol')]
  const [missing, more] = [find('#not-drawn'), find('#warnings')]

  return {
    add(message: string): void {
      box.hidden = false
      const isKnown = Array.from(list.children).some((item) => item.textContent === message)
      if (!isKnown) list.append(make('li', {}, message))
    },
    /** Starts over, for a phone that has just started. */
    reset({ notDrawn, warnings }: StartReport): void {
      box.hidden = true
      list.replaceChildren()
      missing.hidden = notDrawn.length === 0
      missing.textContent = `这些标签在预览里只是一个方框：${notDrawn.join('，')}`
      more.hidden = warnings.length === 0
      find('#warnings summary').textContent = `编译警告 ${warnings.length} 条`
      const items = warnings.map(({ file, line, message }) =>
        make('li', {}, `${file}:${line} ${message}`)
      )
      find('#warnings ol').replaceChildren(...items)
    }
  }
}
