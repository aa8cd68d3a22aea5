// used in Node and in the browser: nothing here may need either

export interface AppJson extends Record<string, unknown> {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  usingComponents?: Record<string, string>
  themeLocation?: string
  window?: PageJson
  tabBar?: TabBar
}

export interface TabBar {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
}

/** The JSON of a page or a component, or the window of app.json. */
export interface PageJson extends Record<string, unknown> {
  component?: boolean
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: string
  enablePullDownRefresh?: boolean
}

/** Something that is wrong with the mini-program's sources. */
export interface SourceProblem {
  /** From the mini-program's root, with slashes. */
  file: string
  /** Starts at 1; 0 means the whole file. */
  line: number
  message: string
}

/** All pages from the mini-program's root: `pages/home/home`. */
export function pagePaths({ pages, subPackages = [] }: AppJson): string[] {
  const inPackages = subPackages.flatMap(({ root, pages: own }) =>
    own.map((page) => `${root}/${page}`)
  )
  return [...pages, ...inPackages].map((page) => page.replace(/\/+/g, '/'))
}
