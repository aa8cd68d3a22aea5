import { installWx } from './wx'
import type { Phone, PhoneOptions } from './wx'
import type { Weapp } from '../../miniprogram/app'

export interface HomePage {
  data: {
    phase: string
    heading: string
    busy: string
    rows: { label: string; value: string }[]
    failure: { title: string; advice: string; trace: string } | null
  }
  /** What `setData` has shown so far, one entry a call. */
  shown: Record<string, unknown>[]
  onShow(): void
  onAction(): Promise<void>
  logOut(): Promise<void>
}

export interface OpenApp {
  phone: Phone
  weapp: Weapp
  home: HomePage
}

/** Starts the mini-program from nothing, as WeChat does: app.ts, then the page, with fresh modules. */
export async function openApp(gatewayUrl: string, options?: PhoneOptions): Promise<OpenApp> {
  const phone = installWx(options)
  let weapp: Weapp | undefined
  let home: HomePage | undefined
  const App = (option: Weapp) => (weapp = option)
  const Page = (option: HomePage) => (home = asPage(option))
  Object.assign(globalThis, { App, Page, getApp: () => weapp })

  jest.resetModules()
  const { gatewayUrls } = await import('../../miniprogram/config')
  gatewayUrls.develop = gatewayUrl
  await import('../../miniprogram/app')
  await import('../../miniprogram/pages/home/home')
  if (!weapp || !home) throw new Error('App() or Page() was not called')
  return { phone, weapp, home }
}

/** The page after everything it has begun. */
export async function settled(page: HomePage): Promise<HomePage['data']> {
  while (page.data.busy) await new Promise(setImmediate)
  return page.data
}

/** A row's text by its label. */
export function row(page: HomePage, label: string): string | undefined {
  return page.data.rows.find((each) => each.label === label)?.value
}

function asPage(option: HomePage): HomePage {
  const shown: Record<string, unknown>[] = []
  return Object.assign(option, {
    shown,
    setData(this: HomePage, data: Record<string, unknown>) {
      shown.push(data)
      Object.assign(this.data, data)
    }
  })
}
