import { type AppJson, pagePaths } from '../../app-json'
import { type Address, readAddress } from './address'
import { createEventChannel, type EventChannel } from './framework/event-channel'
import { type MountedPage, mountPage, type MountParts } from './mount-page'

export interface Pages {
  /** All open pages, the visible one last. */
  stack(): MountedPage[]
  top(): MountedPage | undefined
  /** Returns the opener's end of the channel to the new page. */
  push(url: string, events?: Events): EventChannel
  replace(url: string): void
  restart(url: string): void
  switchTab(url: string): void
  back(steps: number): void
  /** Called when another page has become visible. */
  onTop(listener: (page: MountedPage) => void): void
}

/** WeChat's limit of open pages. */
const MAX_DEPTH = 10

type Events = Parameters<typeof createEventChannel>[0]

/** The stack of pages, with WeChat's life cycle for each move. */
export function createPages(mount: MountParts, appJson: AppJson): Pages {
  const known = pagePaths(appJson)
  const tabPaths = appJson.tabBar?.list.map(({ pagePath }) => pagePath) ?? []
  /** Pages of the tab bar stay alive while another tab is shown. */
  const tabs = new Map<string, MountedPage>()
  let stack: MountedPage[] = []
  let listener: (page: MountedPage) => void = () => undefined

  const top = () => stack.at(-1)
  const read = (url: string) => readAddress(url, top()?.path, known)

  function open({ path, query }: Address, channel = createEventChannel().opened): void {
    const page = mountPage(mount, path, query, channel)
    stack.push(page)
    if (tabPaths.includes(path)) tabs.set(path, page)
    listener(page)
    page.start()
  }

  function drop(pages: MountedPage[]): void {
    for (const page of pages.reverse()) {
      tabs.delete(page.path)
      page.unload()
    }
  }

  const refuseTab = ({ path }: Address) => {
    if (tabPaths.includes(path)) throw new Error('fail can not open a tabbar page')
  }

  return {
    stack: () => [...stack],
    top,
    push(url, events) {
      const address = read(url)
      refuseTab(address)
      if (stack.length >= MAX_DEPTH) throw new Error('fail webview count limit exceed')
      top()?.hide()
      const { opener, opened } = createEventChannel(events)
      open(address, opened)
      return opener
    },
    replace(url) {
      const address = read(url)
      refuseTab(address)
      drop(stack.splice(-1))
      open(address)
    },
    restart(url) {
      const address = read(url)
      drop([...new Set([...tabs.values(), ...stack.splice(0)])])
      open(address)
    },
    switchTab(url) {
      const address = read(url)
      if (!tabPaths.includes(address.path)) throw new Error('fail can not switch to no-tabBar page')
      const before = top()
      const kept = tabs.get(address.path)
      if (kept && kept === before) return
      drop(stack.filter((page) => !tabPaths.includes(page.path)))
      if (before && tabPaths.includes(before.path)) before.hide()
      stack = []
      if (!kept) return open(address)
      stack = [kept]
      listener(kept)
      kept.show()
    },
    back(steps) {
      if (stack.length < 2) throw new Error('fail cannot navigate back at first page')
      drop(stack.splice(-Math.min(Math.max(steps, 1), stack.length - 1)))
      const page = top()
      if (!page) return
      listener(page)
      page.show()
    },
    onTop: (given) => (listener = given)
  }
}
