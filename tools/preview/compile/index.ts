import { bundleApp } from './bundle-app'
import { createProblems, type Problem } from './problems'
import { readApp } from './read-app'
import { compileStyles } from './styles'
import { compileTemplates } from './templates'

export type { Problem } from './problems'

/** A mini-program as the preview runs it. */
export interface CompiledApp {
  /** Calls `startPhone` with the whole mini-program; '' where there are problems. */
  script: string
  css: string
  problems: Problem[]
  /** Tags that the preview does not draw, as `file: <tag>`. */
  notDrawn: string[]
}

/** Compiles the mini-program in `dir`. What is wrong with its sources comes back as problems. */
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
