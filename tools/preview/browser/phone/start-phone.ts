import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { pagePaths } from '../../app-json'
import { createSettings, phoneName } from '../settings'
import { writeAddress } from './address'
import { type AppInstance, type PhoneApp } from './app'
import { createBackend } from './backend'
import { defineBuiltIns } from './built-in'
import { createChrome } from './chrome'
import { createPhone } from './create-phone'
import { followPanel } from './follow-panel'
import { loadSources } from './load-sources'
import { createPages } from './pages'
import { switchOn } from './phone'
import { applyTheme } from './theme'
import { guard, watchTrouble } from './trouble'
import { assembleWx } from './wx'
import { createAppEvents } from './wx/app-events'
import { createClipboard } from './wx/clipboard'
import { createDevice } from './wx/device'
import { createDialogs } from './wx/dialogs'
import { createFiles, createFileSystem } from './wx/files'
import { createLogin } from './wx/login'
import { createNavigation } from './wx/navigation'
import { createPageLooks } from './wx/page-looks'
import { createPrivacy } from './wx/privacy'
import { createRequest } from './wx/request'
import { createStorage } from './wx/storage'

/** Runs a compiled mini-program: app.ts, then the page in the address or the first one. */
export function startPhone(app: PhoneApp): void {
  const settings = createSettings(phoneName())
  const now = () => settings.read()
  let instance: AppInstance = {}
  const events = createAppEvents(() => instance)
  watchTrouble((message) => events.failed(message))
  defineBuiltIns()
  applyTheme(now().theme)
  document.documentElement.style.setProperty('--phone-font-scale', String(now().fontScale))

  const space = new MiniProgramEnv().createCodeSpace('', true)
  const env = space as unknown as { _$env: MiniProgramEnv }
  const backend = env._$env.associateBackend(createBackend())
  const parent = document.querySelector<HTMLElement>('.phone-pages')!
  const pages = createPages({ backend, space, parent }, app.appJson)
  const chrome = createChrome(
    app,
    () => now().theme,
    (path, index) => {
      pages.switchTab(`/${path}`)
      guard(() => pages.top()?.instance.onTabItemTap?.({ index, pagePath: path, text: '' }))
    }
  )
  const files = createFiles(`preview/${phoneName()}/files/`)
  const privacy = createPrivacy(settings)
  const navigation = createNavigation(pages)
  const dialogs = createDialogs()
  const first = firstAddress(app)

  Object.assign(globalThis, {
    wx: assembleWx({
      ...createLogin(settings),
      ...createRequest(settings),
      ...createStorage(`preview/${phoneName()}/storage/`),
      ...dialogs,
      ...navigation,
      ...createPageLooks(chrome, pages),
      ...createDevice(settings, { path: first.split('?')[0]?.slice(1) ?? '', query: {} }),
      ...createClipboard(privacy.requireConsent, dialogs.showToast),
      ...privacy.apis,
      ...createFileSystem(files, app.assets),
      ...events.apis
    }),
    App: (given: AppInstance) => (instance = given),
    getApp: () => instance,
    getCurrentPages: () => pages.stack().map((page) => page.instance)
  })
  switchOn(createPhone({ app, settings, privacy, files, navigation }))
  chrome.onBack(() => pages.back(1))
  pages.onTop((page) => {
    chrome.show(page, pages.stack().length)
    history.replaceState(null, '', `#${writeAddress(page)}`)
  })

  loadSources(app, space)
  events.launched({ path: first.slice(1), query: {}, scene: 1001 })
  guard(() => pages.restart(first))
  followPanel({ app, settings, pages, chrome, events })
}

/** The page that was visible before a reload, or else the first of app.json. */
function firstAddress({ appJson }: PhoneApp): string {
  const address = location.hash.slice(1)
  const path = address.slice(1).split('?')[0] ?? ''
  return pagePaths(appJson).includes(path) ? address : `/${appJson.pages[0]}`
}
