import { type StartReport } from '../reports'

import './trouble.css'

/** Lists what the mini-program, or the preview, could not do. */
export function showTrouble() {
  const box = document.querySelector<HTMLElement>('#trouble')!
  const list = box.querySelector('ol')!
  const missing = document.querySelector<HTMLElement>('#not-drawn')!
  const more = document.querySelector<HTMLElement>('#warnings')!

  return {
    add(message: string): void {
      box.hidden = false
      const isKnown = Array.from(list.children).some((item) => item.textContent === message)
      if (!isKnown)
        list.append(Object.assign(document.createElement('li'), { textContent: message }))
    },
    /** Starts over, for a phone that has just started. */
    reset({ notDrawn, warnings }: StartReport): void {
      box.hidden = true
      list.replaceChildren()
      missing.hidden = notDrawn.length === 0
      missing.textContent = `这些标签在预览里只是一个方框：${notDrawn.join('，')}`
      more.hidden = warnings.length === 0
      more.querySelector('summary')!.textContent = `编译警告 ${warnings.length} 条`
      more.querySelector('ol')!.replaceChildren(
        ...warnings.map(({ file, line, message }) =>
          Object.assign(document.createElement('li'), {
            textContent: `${file}:${line} ${message}`
          })
        )
      )
    }
  }
}
