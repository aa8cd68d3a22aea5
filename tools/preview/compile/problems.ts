import { type SourceProblem } from '../app-json'
import { type Sources } from './sources'

/** Collects problems: a build continues after one, so that all of them are shown together. */
export interface Problems {
  all: SourceProblem[]
  /** What WeChat's compilers accept, but is probably a mistake. */
  warnings: SourceProblem[]
  /** Only the first problem of a line is kept. */
  add(file: string, line: number, message: string): void
  warn(file: string, line: number, message: string): void
  /** What is added while `work` runs prevents this page or component, and not the whole app. */
  within<T>(unit: string, work: () => T): T
}

export function createProblems(): Problems {
  const all: SourceProblem[] = []
  const warnings: SourceProblem[] = []
  let unit: string | undefined

  function addTo(list: SourceProblem[], file: string, line: number, message: string): void {
    const known = list.some((one) => one.file === file && one.line === line)
    if (!known || line === 0) list.push({ file, line, message, ...(unit && { unit }) })
  }

  return {
    all,
    warnings,
    add: (file, line, message) => addTo(all, file, line, message),
    warn: (file, line, message) => addTo(warnings, file, line, message),
    within(name, work) {
      const before = unit
      unit = name
      try {
        return work()
      } finally {
        unit = before
      }
    }
  }
}

/** The line of an offset in a text, starting at 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** Reads a JSON file; a missing or broken one adds a problem and reads as `{}`. */
export function readJson(
  sources: Sources,
  file: string,
  problems: Problems
): Record<string, unknown> {
  const text = sources.read(file)
  if (text === undefined) {
    problems.add(file, 0, `${file}: no such file`)
    return {}
  }
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    const { message } = error as Error
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? text.length)
    problems.add(file, lineAt(text, offset), message)
    return {}
  }
}
