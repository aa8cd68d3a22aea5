import { type SourceProblem } from '../app-json'
import { bundleApp } from './bundle-app'
import { createProblems } from './problems'
import { readApp } from './read-app'
import { createSources } from './sources'
import { compileStyles } from './styles'
import { compileTemplates } from './templates'

/** A mini-program as the preview runs it. */
export interface CompiledApp {
  /** Calls `startPhone` with the whole mini-program; pages with problems show them instead. */
  script: string
  css: string
  /** What WeChat's compilers would refuse. */
  problems: SourceProblem[]
  /** What they accept, but is probably a mistake. */
  warnings: SourceProblem[]
  /** Tags that a browser cannot show, as `file: <tag>`. */
  notDrawn: string[]
}

/** Compiles the mini-program in `dir`; what is wrong with its sources is returned as problems. */
export async function compileApp(dir: string): Promise<CompiledApp> {
  const problems = createProblems()
  const sources = createSources(dir)
  const source = readApp(sources, problems)
  const templates = compileTemplates(sources, source.units, problems)
  const { css, prefixes } = await compileStyles(sources, source.units, problems)
  const script = await bundleApp(sources, { ...source, templates, prefixes }, problems)
  const { all, warnings } = problems
  return { script, css, problems: all, warnings, notDrawn: templates.notDrawn }
}

/** What the phone's page runs last: the mini-program, or the list of problems that prevent it. */
export function writeAppScript({ problems, warnings, notDrawn, script }: CompiledApp): string {
  const start = `globalThis.reportStart(${JSON.stringify({ notDrawn, warnings })});\n`
  const isPrevented = problems.some(({ unit }) => !unit) || !script
  return start + (isPrevented ? `globalThis.showProblems(${JSON.stringify(problems)})` : script)
}
