import { type Weapp } from '../../miniprogram/app'
import { type Banner } from '../../miniprogram/pages/common/banner'
import { type FailureView } from '../../miniprogram/pages/common/failure-view'
import { installWx, type Phone, type PhoneOptions } from './wx'

interface AnyPage {
  data: { banner: Banner | null }
  setData(data: object): void
  onLoad?(): unknown
  onShow(): unknown
}

export interface HomePage extends AnyPage {
  data: {
    phase: string
    heading: string
    icon: string
    isSilent: boolean
    busy: string
    rows: { label: string; value: string }[]
    failure: FailureView | null
    banner: Banner | null
  }
  onPullDownRefresh(): Promise<void>
  onAction(): Promise<void>
  logOut(): Promise<void>
}

export interface DevicesPage extends AnyPage {
  data: {
    heading: string
    busy: string
    rows: { id: string; name: string; detail: string; current: boolean }[]
    others: number
    isLoggedOut: boolean
    failure: FailureView | null
    banner: Banner | null
  }
  onShow(): Promise<void>
  onPullDownRefresh(): Promise<void>
  again(): Promise<void>
  logIn(): Promise<void>
  revokeOne(tap: { currentTarget: { dataset: { id: string; name: string } } }): Promise<void>
  revokeOthers(): Promise<void>
}

export interface MePage extends AnyPage {
  data: {
    nickname: string
    phone: string
    avatar: string
    avatarNote: string
    known: boolean
    nicknameMissing: boolean
    canCancel: boolean
    isLoggedOut: boolean
    busy: string
    failure: FailureView | null
    banner: Banner | null
  }
  onLoad(): Promise<void>
  again(): Promise<void>
  logIn(): Promise<void>
  cancelUpload(): void
  onChooseAvatar(event: { detail: { avatarUrl: string } }): void
  save(event: { detail: { value: { nickname: string } } }): Promise<void>
  bindPhone(event: { detail: { code?: string; errMsg: string } }): Promise<void>
  erase(): Promise<void>
}

export interface AboutPage extends AnyPage {
  data: {
    facts: { label: string; value: string }[]
    calls: { what: string; trace: string }[]
    isDevelop: boolean
    ownUrl: string
    problem: string
    notCopied: string
    banner: Banner | null
  }
  copy(): void
  saveAddress(event: { detail: { value: { url: string } } }): void
}

interface PageTypes {
  home: HomePage
  devices: DevicesPage
  me: MePage
  about: AboutPage
}

export interface OpenApp {
  phone: Phone
  weapp: Weapp
  home: HomePage
  /** Opens another page on top. */
  open<Name extends keyof PageTypes>(name: Name): Promise<PageTypes[Name]>
}

/** Starts the mini-program as WeChat does: app.ts, then the page, with fresh modules. */
export async function openApp(gatewayUrl: string, options?: PhoneOptions): Promise<OpenApp> {
  const phone = installWx(options)
  let weapp: Weapp | undefined
  const pages: AnyPage[] = []
  const App = (option: Weapp) => (weapp = option)
  const Page = (option: AnyPage) => pages.push(asPage(option))
  const getCurrentPages = () => pages
  Object.assign(globalThis, { App, Page, getCurrentPages, getApp: () => weapp })

  async function open<Name extends keyof PageTypes>(name: Name): Promise<PageTypes[Name]> {
    await import(`../../miniprogram/pages/${name}/${name}`)
    return pages[pages.length - 1] as unknown as PageTypes[Name]
  }

  jest.resetModules()
  const { GATEWAY_URLS } = await import('../../miniprogram/config')
  GATEWAY_URLS.develop = gatewayUrl
  await import('../../miniprogram/app')
  const home = await open('home')
  if (!weapp) throw new Error('App() was not called')
  return { phone, weapp, home, open }
}

/** The data of the page once its job is done. */
export async function settled(page: HomePage): Promise<HomePage['data']> {
  while (page.data.busy) await new Promise(setImmediate)
  return page.data
}

/** A row's text by its label. */
export function row(page: HomePage, label: string): string | undefined {
  return page.data.rows.find((each) => each.label === label)?.value
}

function asPage(option: AnyPage): AnyPage {
  return Object.assign(option, {
    setData(this: AnyPage, data: object) {
      Object.assign(this.data, data)
    }
  })
}
