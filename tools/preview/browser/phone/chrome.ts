import { type TabBar } from '../../app-json'
import { configOf, type PhoneApp } from './app'
import { type MountedPage } from './mount-page'
import { type Theme, themed } from './theme'

import './chrome.css'

/** What WeChat draws around a page. */
export interface Chrome {
  show(page: MountedPage, depth: number): void
  setTitle(text: string): void
  setColors(colors: { background?: string; front?: string }): void
  onBack(listener: () => void): void
  /** Draws everything again after a change of theme. */
  repaint(): void
}

/** The title bar above the page and the tab bar below it. */
export function createChrome(
  app: PhoneApp,
  theme: () => Theme,
  openTab: (path: string, index: number) => void
): Chrome {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector)!
  const [top, title, back] = [find('.phone-top'), find('.phone-title h1'), find('.phone-back')]
  const [tabs, pages] = [find('.phone-tabs'), find('.phone-pages')]
  let shown: { page: MountedPage; depth: number } | undefined

  function show(page: MountedPage, depth: number): void {
    shown = { page, depth }
    const config = configOf(app, page.path)
    setTitle(config.navigationBarTitleText ?? '')
    setColors({
      background: themed(app, theme(), config.navigationBarBackgroundColor),
      front: themed(app, theme(), config.navigationBarTextStyle)
    })
    back.hidden = depth < 2
    top.classList.toggle('custom', config.navigationStyle === 'custom')
    showTabs(page.path)
  }

  function setTitle(text: string): void {
    title.textContent = text
    document.title = text
  }

  function setColors({ background, front }: { background?: string; front?: string }): void {
    if (background) top.style.background = pages.style.background = background
    if (front) top.style.color = /^(white|#fff(fff)?)$/i.test(front) ? '#fff' : '#000'
  }

  function showTabs(path: string): void {
    const bar = app.appJson.tabBar
    const activeTab = bar?.list.findIndex(({ pagePath }) => pagePath === path) ?? -1
    tabs.hidden = activeTab < 0
    if (!bar || activeTab < 0) return
    tabs.style.background = themed(app, theme(), bar.backgroundColor) ?? ''
    tabs.replaceChildren(...bar.list.map((tab, index) => drawTab(tab, index, index === activeTab)))
  }

  function drawTab(tab: TabBar['list'][number], index: number, isActive: boolean): HTMLElement {
    const element = document.createElement('button')
    const bar = app.appJson.tabBar
    element.style.color = themed(app, theme(), isActive ? bar?.selectedColor : bar?.color) ?? ''
    if (isActive) element.setAttribute('aria-current', 'page')
    const icon = themed(app, theme(), isActive ? tab.selectedIconPath : tab.iconPath)
    if (icon) {
      const image = document.createElement('img')
      image.alt = ''
      image.src = app.assets[icon.startsWith('/') ? icon : `/${icon}`] ?? ''
      element.append(image)
    }
    element.append(tab.text)
    element.addEventListener('click', () => openTab(tab.pagePath, index))
    return element
  }

  return {
    show,
    setTitle,
    setColors,
    onBack: (listener) => back.addEventListener('click', listener),
    repaint: () => shown && show(shown.page, shown.depth)
  }
}
