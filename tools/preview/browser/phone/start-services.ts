import { phoneName, type SettingsStore } from '../settings'
import { type Address } from './address'
import { type PhoneApp } from './app'
import { type Chrome } from './chrome'
import { createPhone } from './create-phone'
import { componentOf } from './mount-page'
import { type Pages } from './pages'
import { switchOn } from './phone'
import { readImage } from './read-image'
import { assembleWx } from './wx'
import { createAppApis } from './wx/app-apis'
import { type AppEvents } from './wx/app-events'
import { createChooseMedia } from './wx/choose-media'
import { createClipboard } from './wx/clipboard'
import { createDevice } from './wx/device'
import { createDialogs } from './wx/dialogs'
import { createElementApis } from './wx/elements'
import { createFiles, createFileSystem } from './wx/files'
import { createImages } from './wx/images'
import { createLogin } from './wx/login'
import { createNavigation } from './wx/navigation'
import { createCaller } from './wx/outgoing'
import { createPageLooks } from './wx/page-looks'
import { createPay } from './wx/pay'
import { createPlace } from './wx/place'
import { createPrivacy } from './wx/privacy'
import { createRequest } from './wx/request'
import { createShare } from './wx/share'
import { createStorage } from './wx/storage'
import { createTransfers } from './wx/transfer'
import { createUserApis } from './wx/user'
import { createWorkers } from './wx/worker'

interface Parts {
  app: PhoneApp
  settings: SettingsStore
  pages: Pages
  chrome: Chrome
  events: AppEvents
  launch: Address
}

/** Creates the global `wx`, and what WeChat does around the mini-program's pages. */
export function startServices({ app, settings, pages, chrome, events, launch }: Parts): void {
  const files = createFiles(`preview/${phoneName()}/files/`)
  const privacy = createPrivacy(settings)
  const navigation = createNavigation(pages)
  const dialogs = createDialogs()
  const place = createPlace(settings)
  const share = createShare(pages)
  const call = createCaller(settings)
  const addressOf = (source: string) => readImage(app, files, source, pages.top()?.path ?? '')
  const page = () => {
    const top = pages.top()
    return top && componentOf(top)
  }

  Object.assign(globalThis, {
    wx: assembleWx({
      ...createLogin(settings),
      ...createRequest(settings, call),
      ...createTransfers({ settings, call, files }),
      ...createChooseMedia(files),
      ...createImages(files, addressOf),
      ...createPay(settings),
      ...createStorage(`preview/${phoneName()}/storage/`),
      ...dialogs,
      ...navigation,
      ...createPageLooks(chrome, pages),
      ...createDevice(settings, launch, (size) => pages.top()?.resize(size)),
      ...createClipboard(privacy.requireConsent, dialogs.showToast),
      ...place,
      ...share.apis,
      ...createUserApis(settings, dialogs.showToast),
      ...createElementApis(page, { files, addressOf }),
      ...createAppApis(),
      ...createWorkers(),
      ...privacy.apis,
      ...createFileSystem(files),
      ...events.apis
    })
  })
  switchOn(createPhone({ app, settings, privacy, files, navigation, place, share, chrome }))
}
