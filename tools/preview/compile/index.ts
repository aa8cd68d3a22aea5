import { type SourceProblem } from '../app-json'
import { bundleApp } from './bundle-app'
import { createProblems } from './problems'
import { readApp } from './read-app'
import { compileStyles } from './styles'
import { compileTemplates } from './templates'

/** A mini-program as the preview runs it. */
export interface CompiledApp {
  /** Calls `startPhone` with the whole mini-program; '' if there are problems. */
  script: string
  css: string
  problems: SourceProblem[]
  /** Tags that the preview does not draw, as `file: <tag>`. */
  notDrawn: string[]
}

/** Compiles the mini-program in `dir`; what is wrong with its sources is returned as problems. */
export async function compileApp(dir: string): Promise<CompiledApp> {
  const problems = createProblems()
  const source = readApp(dir, problems)
  const templates = compileTemplates(dir, source.units, problems)
  const styles = compileStyles(dir, source.units, problems)
  const script = await bundleApp({ ...source, templates, prefixes: styles.prefixes }, problems)
  return {
    script: problems.all.length ? '' : script,
    css: styles.css,
    problems: problems.all,
    notDrawn: templates.notDrawn
  }
}

/** What the phone's page runs last: the mini-program, or the list of problems that prevent it. */
export function writeAppScript({ problems, notDrawn, script }: CompiledApp): string {
  const start = `globalThis.reportStart(${JSON.stringify(notDrawn)});\n`
  return start + (problems.length ? `globalThis.showProblems(${JSON.stringify(problems)})` : script)
}
