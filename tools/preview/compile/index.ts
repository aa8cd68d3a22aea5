import { type SourceProblem } from '../app-json'
import { bundleApp } from './bundle-app'
import { createProblems } from './problems'
import { readApp } from './read-app'
import { createSources } from './sources'
import { classPrefixes, compileStyles } from './styles'
import { compileTemplates } from './templates'

/** A mini-program as the preview runs it. */
export interface CompiledApp {
  /** Calls `startPhone` with the whole mini-program; pages with problems show them instead. */
  script: string
  /** An expression: all templates by path, in glass-easel's format. */
  templates: string
  /** What the templates were made of. */
  markup: string
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
  const prefixes = classPrefixes(source.units)
  // esbuild works in a process of its own meanwhile
  const bundled = bundleApp(sources, { ...source, prefixes }, problems)
  const templates = compileTemplates(sources, source, problems)
  const [css, script] = await Promise.all([
    compileStyles(sources, source.units, prefixes, problems),
    bundled
  ])
  const { all, warnings } = problems
  const { script: shown, source: markup, notDrawn } = templates
  return { script, templates: shown, markup, css, problems: all, warnings, notDrawn }
}

/** What a save has changed: a phone keeps its page and as much of its state as it can. */
export function whatChanged(before: CompiledApp, now: CompiledApp): 'styles' | 'markup' | 'code' {
  if (before.script !== now.script) return 'code'
  return before.markup === now.markup ? 'styles' : 'markup'
}

/** What the phone's page runs last: the mini-program, or the list of problems that prevent it. */
export function writeAppScript(app: CompiledApp): string {
  const { problems, warnings, notDrawn, script, templates } = app
  const start = `globalThis.reportStart(${JSON.stringify({ notDrawn, warnings })});\n`
  const isPrevented = problems.some(({ unit }) => !unit) || !script
  if (isPrevented) return `${start}globalThis.showProblems(${JSON.stringify(problems)})`
  const parts = `{ templates: ${templates}, problems: ${JSON.stringify(problems)} }`
  return `${start}globalThis.previewParts = ${parts};\n${script}`
}
