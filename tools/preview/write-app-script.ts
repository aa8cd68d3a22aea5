import type { CompiledApp } from './compile'

/** What the phone's page runs last: the mini-program, or the problems that keep it from running. */
export function writeAppScript({ problems, notDrawn, script }: CompiledApp): string {
  const notes = `globalThis.tellNotDrawn(${JSON.stringify(notDrawn)});\n`
  return notes + (problems.length ? `globalThis.showProblems(${JSON.stringify(problems)})` : script)
}
