import { existsSync } from 'node:fs'
import path from 'node:path'
import { type AppJson, type PageJson, pagePaths } from '../app-json'
import { type Problems, readJson } from './problems'

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
  dir: string
  appJson: AppJson
  /** Colors by theme, from the file that `themeLocation` names. */
  themes: Record<string, unknown>
  units: Unit[]
}

/** Reads app.json, and the JSON of every page and of every component that a page uses. */
export function readApp(dir: string, problems: Problems): AppSource {
  const appJson = { pages: [], ...readJson(dir, 'app.json', problems) } as AppJson
  const units = new Map<string, Unit>()
  const reach = (unitPath: string, from: string) => {
    if (units.has(unitPath)) return
    if (!findScript(dir, unitPath)) {
      problems.add(from, 0, `${unitPath}.ts: no such file`)
      return
    }
    const config = readConfig(dir, unitPath, appJson, problems)
    units.set(unitPath, { path: unitPath, config })
    for (const used of Object.values(config.usingComponents))
      reach(used.slice(1), `${unitPath}.json`)
  }
  for (const page of pagePaths(appJson)) reach(page, 'app.json')
  const { themeLocation } = appJson
  const themes = themeLocation ? readJson(dir, themeLocation, problems) : {}
  return { dir, appJson, themes, units: [...units.values()] }
}

/** The script of a page, a component or the app; TypeScript goes first, as in DevTools. */
export function findScript(dir: string, unitPath: string): string | undefined {
  return ['.ts', '.js']
    .map((end) => path.join(dir, unitPath + end))
    .find((file) => existsSync(file))
}

function readConfig(dir: string, unitPath: string, app: AppJson, problems: Problems): UnitConfig {
  const file = `${unitPath}.json`
  const own = existsSync(path.join(dir, file)) ? readJson(dir, file, problems) : {}
  const used = { ...app.usingComponents, ...(own.usingComponents as Record<string, string>) }
  const usingComponents = Object.fromEntries(
    Object.entries(used).map(([tag, target]) => [
      tag,
      `/${resolveComponent(dir, unitPath, target)}`
    ])
  )
  return { ...own, usingComponents }
}

/** Relative, from the root, or a package that DevTools built into miniprogram_npm. */
function resolveComponent(dir: string, from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const beside = path.posix.join(path.posix.dirname(from), target)
  if (target.startsWith('.') || findScript(dir, beside)) return beside
  return path.posix.join('miniprogram_npm', target)
}
