import { type template } from 'glass-easel'
import { type AppJson, type PageJson, type SourceProblem } from '../../app-json'

/** A compiled mini-program, as app.js passes it to `startPhone`. */
export interface PhoneApp {
  appJson: AppJson
  /** Colors of theme.json, by theme and name. */
  themes: Partial<Record<'light' | 'dark', Record<string, string>>>
  configs: Record<string, PageJson>
  /** Tags of components that come with WeChat or with a plugin. */
  absent: string[]
  /** Class prefixes by component, for components with isolated styles. */
  prefixes: Record<string, string>
  /** Images, sounds and fonts of the package, by path: when each was saved. */
  assets: Record<string, string>
  /** What prevents single pages and components. */
  problems: SourceProblem[]
  templates: Record<string, template.ComponentTemplate['content']>
  /** Runs the script of the app (`app`), a page or a component. */
  scripts: Record<string, () => unknown>
}

/** A page's JSON, with the window of app.json as its default. */
export function configOf({ appJson, configs }: PhoneApp, path: string): PageJson {
  return { ...appJson.window, ...configs[path] }
}

/** What a page can do to be shared: `wx.onShare...`, the menu, a button. */
interface Share {
  title?: string
  path?: string
}

/** A page as WeChat calls it. */
export interface PageInstance {
  route?: string
  options?: Record<string, string>
  data?: object
  setData?(data: object): void
  onLoad?(query: Record<string, string>): void
  onShow?(): void
  onReady?(): void
  onHide?(): void
  onUnload?(): void
  onPullDownRefresh?(): void
  onReachBottom?(): void
  onPageScroll?(place: { scrollTop: number }): void
  onResize?(size: object): void
  onShareAppMessage?(cause: object): Share | undefined
  onTabItemTap?(item: { index: number; pagePath: string; text: string }): void
}

/** The object that the mini-program passed to `App()`. */
export interface AppInstance {
  onLaunch?(options: object): void
  onShow?(options: object): void
  onHide?(): void
  onError?(message: string): void
  onThemeChange?(change: { theme: string }): void
}
