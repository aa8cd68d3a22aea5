import './trouble.css'

/** What the mini-program, or the preview, could not do. */
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
    /** A phone that starts has no trouble yet. */
    begin(notDrawn: string[]): void {
      box.hidden = true
      list.replaceChildren()
      missing.hidden = notDrawn.length === 0
      missing.textContent = `这个小程序用到、预览画不出的标签：${notDrawn.join('，')}`
    }
  }
}
