import { globalOptions } from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { CUSTOM_TAB_BAR, pagePaths } from '../../app-json'
import { createSettings, phoneName } from '../settings'
import { readAddress, writeAddress } from './address'
import { type AppInstance, type PhoneApp } from './app'
import { createBackend } from './backend'
import { followTouches } from './built-in/hover'
import { definePlaceholders } from './built-in/placeholder'
import { createChrome } from './chrome'
import { followPanel } from './follow-panel'
import { completeComponents } from './framework/component-env'
import { loadSources } from './load-sources'
import { type MountedPage } from './mount-page'
import { createPages } from './pages'
import { followSaves, openKept } from './reload'
import { startServices } from './start-services'
import { applyTheme } from './theme'
import { watchLongPress } from './touch/long-press'
import { makeMouseTouch } from './touch/mouse'
import { guard, watchTrouble } from './trouble'
import { createRequirePlugin } from './wx'
import { createAppEvents } from './wx/app-events'

/** Runs a compiled mini-program: app.ts, then the page in the address or the first one. */
export function startPhone(app: PhoneApp): void {
  const settings = createSettings(phoneName())
  let instance: AppInstance = {}
  const events = createAppEvents(() => instance)
  watchTrouble((message) => events.failed(message))
  followTouches()
  makeMouseTouch()
  watchLongPress()
  definePlaceholders(app.absent)
  // for `#id` in style sheets
  globalOptions.writeIdToDOM = true
  // a property may have the name of a field that glass-easel needs: `data`, `dataset`, `shadowRoot`
  globalOptions.writeFieldsToNode = false
  // functions that a page or a component adds to itself later are handlers, too
  globalOptions.useMethodCallerListeners = true
  applyTheme(settings.read().theme)
  document.documentElement.dataset.style = app.appJson.style ?? ''
  document.documentElement.style.setProperty(
    '--phone-font-scale',
    String(settings.read().fontScale)
  )

  const space = new MiniProgramEnv().createCodeSpace('', true)
  const env = space as unknown as { _$env: MiniProgramEnv }
  const backend = env._$env.associateBackend(createBackend())
  const parent = document.querySelector<HTMLElement>('.phone-pages')!
  const pages = createPages({ app, backend, space, parent }, app.appJson)
  const openTab = (path: string, index: number) => {
    const text = app.appJson.tabBar?.list[index]?.text ?? ''
    pages.switchTab(`/${path}`)
    guard(() => pages.top()?.instance.onTabItemTap?.({ index, pagePath: path, text }))
  }
  const mountTabBar = ({ element }: MountedPage) =>
    guard(() => {
      const bar = backend.createRoot('wx-tab-bar', space, CUSTOM_TAB_BAR)
      const layer = document.createElement('div')
      const place = document.createElement('div')
      layer.append(place)
      element.parentElement?.append(layer)
      bar.attach(layer as never, place as never)
      return bar.get()
    })
  const chrome = createChrome(app, () => settings.read().theme, openTab, mountTabBar)
  const launch = readAddress(firstAddress(app), undefined, pagePaths(app.appJson))

  startServices({ app, settings, pages, chrome, events, launch })
  completeComponents(() => chrome.getTabBar())
  Object.assign(globalThis, {
    App: (given: AppInstance) => (instance = given),
    getApp: () => instance,
    // no documented one, but public mini-programs ask it for their version
    __wxConfig: { ...app.appJson, envVersion: 'develop' },
    requirePlugin: createRequirePlugin(app.appJson),
    getCurrentPages: () => pages.stack().map((page) => page.instance)
  })
  chrome.onBack(() => pages.back(1))
  pages.onTop((page) => {
    chrome.show(page, pages.stack().length)
    history.replaceState(null, '', `#${encodeURI(writeAddress(page))}`)
  })

  loadSources(app, space)
  events.launched({ ...launch, scene: 1001 })
  if (!openKept(pages)) guard(() => pages.restart(writeAddress(launch)))
  followSaves(
    () => pages.stack().map((page) => ({ url: writeAddress(page), data: page.instance.data })),
    () => settings.read().theme
  )
  followPanel({ app, settings, pages, chrome, events })
}

/** The page that was visible before a reload, or else the first of app.json. */
function firstAddress({ appJson }: PhoneApp): string {
  const address = decodeURI(location.hash.slice(1))
  const path = address.slice(1).split('?')[0] ?? ''
  const first = appJson.entryPagePath ?? appJson.pages[0]
  return pagePaths(appJson).includes(path) ? address : `/${first}`
}
