import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type AppJson, CUSTOM_TAB_BAR, type PageJson, pagePaths } from '../app-json'
import { type Problems, readJson } from './problems'
import { type Sources } from './sources'

interface UnitConfig extends PageJson {
  styleIsolation?: string
  usingComponents: Record<string, string>
}

/** A page or a component: four files that share a name. */
export interface Unit {
  /** From the mini-program's root, without an extension: `pages/home/home`. */
  path: string
  config: UnitConfig
}

export interface AppSource {
  appJson: AppJson
  /** Colors by theme, from the file that `themeLocation` names. */
  themes: Record<string, unknown>
  units: Unit[]
  /** Tags of components that come with WeChat or with a plugin. */
  absent: Set<string>
}

/** What a script says in its options, for styles are compiled before it runs. */
const ISOLATION = /\bstyleIsolation\s*:\s*['"]([\w-]+)['"]/

/** Reads app.json, and the JSON of every page and of every component that a page uses. */
export function readApp(sources: Sources, problems: Problems): AppSource {
  const appJson = { pages: [], ...readJson(sources, 'app.json', problems) } as AppJson
  const units = new Map<string, Unit>()
  const absent = new Set<string>()
  const reach = (unitPath: string, from: string) => {
    if (units.has(unitPath)) return
    if (!findScript(sources, unitPath)) {
      problems.add(from, 0, `${unitPath}.ts: no such file`)
      return
    }
    problems.within(unitPath, () => {
      const config = readConfig(sources, unitPath, { appJson, absent }, problems)
      units.set(unitPath, { path: unitPath, config })
      for (const used of componentsOf(config)) reach(used.slice(1), `${unitPath}.json`)
    })
  }
  for (const page of pagePaths(appJson)) reach(page, 'app.json')
  if (appJson.tabBar?.custom) reach(CUSTOM_TAB_BAR, 'app.json')
  const { themeLocation } = appJson
  const themes = themeLocation ? readJson(sources, themeLocation, problems) : {}
  return { appJson, themes, units: [...units.values()], absent }
}

/** The script of a page, a component or the app; TypeScript goes first, as in DevTools. */
export function findScript(sources: Sources, unitPath: string): string | undefined {
  return sources.find(`${unitPath}.ts`) ?? sources.find(`${unitPath}.js`)
}

function componentsOf({ usingComponents, componentGenerics = {} }: UnitConfig): string[] {
  const generics = Object.values(componentGenerics).flatMap((generic) =>
    typeof generic === 'object' && generic.default ? [generic.default] : []
  )
  return [...Object.values(usingComponents), ...generics]
}

function readConfig(
  sources: Sources,
  unitPath: string,
  { appJson, absent }: Pick<AppSource, 'appJson' | 'absent'>,
  problems: Problems
): UnitConfig {
  const file = `${unitPath}.json`
  const own = (sources.find(file) ? readJson(sources, file, problems) : {}) as PageJson
  const resolve = (target: string) => `/${resolveComponent(sources, appJson, unitPath, target)}`
  const usingComponents: Record<string, string> = {}
  for (const [tag, target] of Object.entries({
    ...appJson.usingComponents,
    ...own.usingComponents
  })) {
    const unit = /^(plugin|plugin-private|dynamicLib):/.test(target) ? undefined : resolve(target)
    const isWechats = unit && isInWechat(sources, appJson, unit.slice(1))
    if (isWechats) problems.warn(file, 0, `${unit.slice(1)}: npm install weui-miniprogram shows it`)
    if (unit && !isWechats) usingComponents[tag] = unit
    else absent.add(tag)
  }
  const componentGenerics: PageJson['componentGenerics'] = {}
  for (const [name, generic] of Object.entries(own.componentGenerics ?? {}))
    componentGenerics[name] =
      generic !== true && generic.default ? { default: resolve(generic.default) } : true
  const script = own.component ? readFileSync(findScript(sources, unitPath)!, 'utf8') : ''
  const [, styleIsolation] = ISOLATION.exec(script) ?? []
  const isolation = styleIsolation && { styleIsolation }
  return { ...isolation, ...own, usingComponents, componentGenerics }
}

/** A library that `useExtendedLib` names comes with WeChat, unless the package has it. */
function isInWechat(sources: Sources, { useExtendedLib = {} }: AppJson, unit: string): boolean {
  const isNamed = 'weui' in useExtendedLib && unit.startsWith('miniprogram_npm/weui-miniprogram/')
  return isNamed && !findScript(sources, unit)
}

/** Relative, from the root, by an alias of app.json, or in a package. */
function resolveComponent(sources: Sources, app: AppJson, from: string, target: string): string {
  const aliased = resolveAlias(app, target)
  if (aliased.startsWith('/')) return aliased.slice(1)
  const folder = path.posix.dirname(from)
  const beside = path.posix.join(folder, target)
  if (target.startsWith('.')) return asUnit(sources, beside)
  const places = [beside, target]
  for (let at = folder; ; at = path.posix.dirname(at)) {
    places.push(path.posix.join(at, 'miniprogram_npm', target))
    if (at === '.') break
  }
  const units = places.map((place) => asUnit(sources, place))
  return units.find((unit) => findScript(sources, unit)) ?? `miniprogram_npm/${target}`
}

/** A folder stands for its `index`. */
function asUnit(sources: Sources, unitPath: string): string {
  const hasIndex = !findScript(sources, unitPath) && findScript(sources, `${unitPath}/index`)
  return hasIndex ? `${unitPath}/index` : unitPath
}

/** Applies app.json's `resolveAlias`, whose places are from the root: `{ "@utils/*": "utils/*" }`. */
export function resolveAlias({ resolveAlias: aliases = {} }: AppJson, target: string): string {
  for (const [alias, place] of Object.entries(aliases)) {
    const start = alias.replace(/\*$/, '')
    if (target.startsWith(start))
      return path.posix.join('/', place.replace(/\*$/, ''), target.slice(start.length))
  }
  return target
}
