import './trouble.css'

/** Lists what the mini-program, or the preview, could not do. */
export function showTrouble() {
  const box = document.querySelector<HTMLElement>('#trouble')!
  const list = box.querySelector('ol')!
  const missing = document.querySelector<HTMLElement>('#not-drawn')!

  return {
    add(message: string): void {
      box.hidden = false
      const isKnown = Array.from(list.children).some((item) => item.textContent === message)
      if (!isKnown)
        list.append(Object.assign(document.createElement('li'), { textContent: message }))
    },
    /** Starts over, for a phone that has just started. */
    reset(notDrawn: string[]): void {
      box.hidden = true
      list.replaceChildren()
      missing.hidden = notDrawn.length === 0
      missing.textContent = `这个小程序用到、但预览无法显示的标签：${notDrawn.join('，')}`
    }
  }
}
