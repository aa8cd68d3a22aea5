import { type TabBar } from '../../app-json'
import { configOf, type PhoneApp } from './app'
import { type MountedPage } from './mount-page'
import { type BarLook } from './phone'
import { packaged } from './read-image'
import { type Theme, themed } from './theme'

import './chrome.css'

type Tab = TabBar['list'][number]

/** What a page may change about a tab; an empty badge is a red dot. */
type TabLook = Partial<Tab> & { badge?: string | undefined }

/** What WeChat draws around a page. */
export interface Chrome {
  show(page: MountedPage, depth: number): void
  /** Changes the title bar of the visible page, which keeps it. */
  setBar(look: BarLook): void
  onBack(listener: () => void): void
  /** `wx.setTabBarBadge`, `setTabBarItem` and the like. */
  setTab(index: number, tab: TabLook): void
  setTabBar(look: { isHidden?: boolean; style?: Partial<TabBar> }): void
  /** The custom tab bar of the visible page. */
  getTabBar(): unknown
  /** Draws everything again after a change of theme. */
  repaint(): void
}

/** The title bar above the page and the tab bar below it. */
export function createChrome(
  app: PhoneApp,
  theme: () => Theme,
  openTab: (path: string, index: number) => void,
  mountTabBar: (page: MountedPage) => unknown
): Chrome {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector)!
  const [top, title, back] = [find('.phone-top'), find('.phone-title h1'), find('.phone-back')]
  const [tabs, pages] = [find('.phone-tabs'), find('.phone-pages')]
  const looks = new Map<number, TabLook>()
  const customBars = new WeakMap<MountedPage, unknown>()
  const barLooks = new WeakMap<MountedPage, BarLook>()
  const bar = app.appJson.tabBar && { ...app.appJson.tabBar }
  let isTabBarHidden = false
  let shown: { page: MountedPage; depth: number } | undefined

  function show(page: MountedPage, depth: number): void {
    shown = { page, depth }
    const config = configOf(app, page.path)
    const own = barLooks.get(page)
    title.textContent = document.title = own?.title ?? config.navigationBarTitleText ?? ''
    setColors({
      background: themed(app, theme(), own?.background ?? config.navigationBarBackgroundColor),
      front: themed(app, theme(), own?.front ?? config.navigationBarTextStyle)
    })
    back.hidden = depth < 2
    top.classList.toggle('custom', config.navigationStyle === 'custom')
    pages.classList.toggle('below-nothing', config.navigationStyle === 'custom')
    showTabs(page)
  }

  function setColors({ background, front }: BarLook): void {
    if (background) top.style.background = background
    if (front) top.style.color = /^(white|#fff(fff)?)$/i.test(front) ? '#fff' : '#000'
  }

  function showTabs(page: MountedPage): void {
    const active = bar?.list.findIndex(({ pagePath }) => pagePath === page.path) ?? -1
    tabs.hidden = active < 0 || isTabBarHidden || Boolean(bar?.custom)
    if (!bar || active < 0) return
    if (bar.custom && !customBars.has(page)) customBars.set(page, mountTabBar(page))
    tabs.style.background = themed(app, theme(), bar.backgroundColor) ?? ''
    const drawn = bar.list.map((tab, index) => drawTab(tab, index, index === active))
    tabs.replaceChildren(...drawn)
  }

  function drawTab(given: Tab, index: number, isActive: boolean): HTMLElement {
    const tab = { ...given, ...looks.get(index) }
    const element = document.createElement('button')
    element.style.color = themed(app, theme(), isActive ? bar?.selectedColor : bar?.color) ?? ''
    if (isActive) element.setAttribute('aria-current', 'page')
    const icon = themed(app, theme(), isActive ? tab.selectedIconPath : tab.iconPath)
    if (icon) {
      const image = document.createElement('img')
      image.alt = ''
      image.src = packaged(app.assets, encodeURI(icon.startsWith('/') ? icon : `/${icon}`))
      element.append(image)
    }
    element.append(tab.text)
    if (tab.badge !== undefined)
      element.append(
        Object.assign(document.createElement('sup'), {
          className: tab.badge ? '' : 'dot',
          textContent: tab.badge
        })
      )
    element.addEventListener('click', () => openTab(given.pagePath, index))
    return element
  }

  const repaint = () => shown && show(shown.page, shown.depth)

  return {
    show,
    setBar(look) {
      if (!shown) return
      barLooks.set(shown.page, { ...barLooks.get(shown.page), ...look })
      repaint()
    },
    onBack: (listener) => back.addEventListener('click', listener),
    setTab(index, look) {
      looks.set(index, { ...looks.get(index), ...look })
      if (shown) showTabs(shown.page)
    },
    setTabBar({ isHidden = isTabBarHidden, style }) {
      isTabBarHidden = isHidden
      Object.assign(bar ?? {}, style)
      if (shown) showTabs(shown.page)
    },
    getTabBar: () => shown && customBars.get(shown.page),
    repaint
  }
}
