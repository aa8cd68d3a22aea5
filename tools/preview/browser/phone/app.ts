import { type template } from 'glass-easel'
import { type AppJson, type PageJson } from '../../app-json'

/** A compiled mini-program, as app.js passes it to `startPhone`. */
export interface PhoneApp {
  appJson: AppJson
  /** Colors of theme.json, by theme and name. */
  themes: Partial<Record<'light' | 'dark', Record<string, string>>>
  configs: Record<string, PageJson>
  /** Class prefixes by component, for components with isolated styles. */
  prefixes: Record<string, string>
  /** Images of the package as data URLs. */
  assets: Record<string, string>
  templates: Record<string, template.ComponentTemplate['content']>
  /** Runs the script of the app (`app`), a page or a component. */
  scripts: Record<string, () => unknown>
}

/** A page's JSON, with the window of app.json as its default. */
export function configOf({ appJson, configs }: PhoneApp, path: string): PageJson {
  return { ...appJson.window, ...configs[path] }
}

/** A page as WeChat calls it. */
export interface PageInstance {
  route?: string
  options?: Record<string, string>
  onLoad?(query: Record<string, string>): void
  onShow?(): void
  onReady?(): void
  onHide?(): void
  onUnload?(): void
  onPullDownRefresh?(): void
  onReachBottom?(): void
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
