import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type SourceProblem } from '../app-json'

/** Collects problems: a build continues after one, so that all of them are shown together. */
export interface Problems {
  all: SourceProblem[]
  /** Only the first problem of a line is kept. */
  add(file: string, line: number, message: string): void
}

export function createProblems(): Problems {
  const all: SourceProblem[] = []
  return {
    all,
    add(file, line, message) {
      const known = all.some((one) => one.file === file && one.line === line)
      if (!known || line === 0) all.push({ file, line, message })
    }
  }
}

/** The line of an offset in a text, starting at 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** Reads a JSON file in `dir`; a broken one adds a problem and reads as `{}`. */
export function readJson(dir: string, file: string, problems: Problems): Record<string, unknown> {
  const text = readFileSync(path.join(dir, file), 'utf8')
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    const { message } = error as Error
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? text.length)
    problems.add(file, lineAt(text, offset), message)
    return {}
  }
}
