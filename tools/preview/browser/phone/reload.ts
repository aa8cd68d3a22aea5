import { type Pages } from './pages'
import { applyTheme, type Theme } from './theme'
import { guard } from './trouble'

const KEPT = 'preview/kept'

interface KeptPage {
  url: string
  data?: object
}

/** Follows saves: new styles are put in place; for anything else, the phone starts again where it was. */
export function followSaves(pages: () => KeptPage[], theme: () => Theme): void {
  // jsdom has no EventSource
  if (typeof EventSource === 'undefined') return
  new EventSource('/preview/changes').addEventListener(
    'saved',
    ({ data }: MessageEvent<string>) => {
      const change = JSON.parse(data) as 'styles' | 'markup' | 'code'
      if (change === 'styles') return replaceStyles(theme)
      // other code may expect other data
      const kept = pages().map(({ url, data }) => (change === 'markup' ? { url, data } : { url }))
      sessionStorage.setItem(KEPT, JSON.stringify(kept))
      location.reload()
    }
  )
}

function replaceStyles(theme: () => Theme): void {
  const before = document.querySelector<HTMLLinkElement>('link[href^="/preview/app.css"]')
  if (!before) return location.reload()
  const link = Object.assign(document.createElement('link'), {
    rel: 'stylesheet',
    href: `/preview/app.css?${Date.now()}`
  })
  link.addEventListener('load', () => {
    before.remove()
    applyTheme(theme())
  })
  before.after(link)
}

/** Opens the pages that were open before a save, with their data; false if there are none. */
export function openKept(pages: Pages): boolean {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]') as KeptPage[]
  sessionStorage.removeItem(KEPT)
  for (const { url, data } of kept)
    guard(() => {
      if (pages.top()) pages.push(url)
      else pages.restart(url)
      if (data) pages.top()?.instance.setData?.(data)
    })
  return pages.top() !== undefined
}
