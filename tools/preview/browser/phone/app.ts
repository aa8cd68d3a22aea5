import type { template } from 'glass-easel'

/** A compiled mini-program, as `mocks/wx/compile` hands it over. */
export interface PhoneApp {
  appJson: AppJson
  /** Colours of theme.json, by theme and name. */
  themes: Partial<Record<'light' | 'dark', Record<string, string>>>
  configs: Record<string, PageConfig>
  /** Class prefixes of components whose styles are their own. */
  prefixes: Record<string, string>
  /** Images of the package as data URLs. */
  assets: Record<string, string>
  templates: Record<string, template.ComponentTemplate['content']>
  /** Runs the script of the app (`app`), a page or a component. */
  scripts: Record<string, () => unknown>
}

export interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  window?: PageConfig
  tabBar?: TabBar
}

export interface TabBar {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
}

export interface PageConfig {
  component?: boolean
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: string
  enablePullDownRefresh?: boolean
}

/** A page's JSON over the window of app.json. */
export function configOf({ appJson, configs }: PhoneApp, path: string): PageConfig {
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

/** The object that the mini-program gave to `App()`. */
export interface AppInstance {
  onLaunch?(options: object): void
  onShow?(options: object): void
  onHide?(): void
  onError?(message: string): void
  onThemeChange?(change: { theme: string }): void
}
