// used in Node and in the browser: nothing here may need either

/** Where `"tabBar": { "custom": true }` has its component. */
export const CUSTOM_TAB_BAR = 'custom-tab-bar/index'

export interface AppJson extends Record<string, unknown> {
  pages: string[]
  subPackages?: Subpackage[]
  subpackages?: Subpackage[]
  plugins?: object
  entryPagePath?: string
  usingComponents?: Record<string, string>
  resolveAlias?: Record<string, string>
  themeLocation?: string
  /** Libraries that come with WeChat: `{ "weui": true }`. */
  useExtendedLib?: Record<string, unknown>
  /** `v2`: the newer look of WeChat's own components. */
  style?: string
  window?: PageJson
  tabBar?: TabBar
}

interface Subpackage {
  root: string
  pages: string[]
  plugins?: object
}

export interface TabBar {
  custom?: boolean
  color?: string
  selectedColor?: string
  backgroundColor?: string
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
}

/** The JSON of a page or a component, or the window of app.json. */
export interface PageJson extends Record<string, unknown> {
  component?: boolean
  usingComponents?: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: string
  backgroundColor?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
}

/** Something that is wrong with the mini-program's sources. */
export interface SourceProblem {
  /** From the mini-program's root, with slashes. */
  file: string
  /** Starts at 1; 0 means the whole file. */
  line: number
  message: string
  /** The page or component that cannot be shown because of it; undefined means the whole app. */
  unit?: string
}

/** All pages from the mini-program's root: `pages/home/home`. */
export function pagePaths({ pages, subPackages, subpackages }: AppJson): string[] {
  const inPackages = (subPackages ?? subpackages ?? []).flatMap(({ root, pages: own }) =>
    own.map((page) => `${root}/${page}`)
  )
  return [...pages, ...inPackages].map((page) => page.replace(/\/+/g, '/').replace(/^\//, ''))
}
