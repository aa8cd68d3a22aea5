import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { findUnknownTags } from './find-unknown-tags'
import { type Problems } from './problems'
import { type Unit } from './read-app'

interface CompilerWarning {
  message: string
  /** Starts at 0. */
  startLine: number
}

export interface Templates {
  /** A JavaScript expression: all templates by path, in glass-easel's format. */
  script: string
  /** Tags that the preview cannot draw, as `file: <tag>`. */
  notDrawn: string[]
}

/**
 * Compiles the WXML of the units with its imports, includes and WXS. Warnings count as problems:
 * DevTools refuses what this compiler only warns about.
 */
export function compileTemplates(dir: string, units: Unit[], problems: Problems): Templates {
  const group = new TmplGroup()
  const seen = new Set<string>()
  const notDrawn: string[] = []

  function add(name: string, using: Record<string, string>, from: string): void {
    if (seen.has(name)) return
    seen.add(name)
    const file = `${name}.wxml`
    const text = read(file, from)
    if (text === undefined) return
    for (const { startLine, message } of (group.addTmpl(name, text) ?? []) as CompilerWarning[])
      problems.add(file, startLine + 1, message)
    notDrawn.push(...findUnknownTags(file, text, using, problems).map((tag) => `${file}: <${tag}>`))
    for (const used of group.getDirectDependencies(name) as string[]) add(used, using, file)
    for (const used of group.getScriptDependencies(name) as string[]) addScript(used, file)
  }

  function addScript(name: string, from: string): void {
    const text = read(`${name.replace(/\.wxs$/, '')}.wxs`, from)
    if (text !== undefined) group.addScript(name, text)
  }

  function read(file: string, from: string): string | undefined {
    const full = path.join(dir, file)
    if (existsSync(full)) return readFileSync(full, 'utf8')
    problems.add(from, 0, `${file}: no such file`)
    return undefined
  }

  for (const { path: name, config } of units) add(name, config.usingComponents, `${name}.json`)
  const script = group.getTmplGenObjectGroups()
  group.free()
  return { script, notDrawn }
}
