import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Something that is wrong with the mini-program's sources. */
export interface Problem {
  /** From the mini-program's root, with slashes. */
  file: string
  /** 1 is the first; 0 where the whole file is meant. */
  line: number
  message: string
}

/** Collects what is wrong; a build goes on after a problem, so that all of them are shown together. */
export interface Problems {
  all: Problem[]
  add(file: string, line: number, message: string): void
}

export function createProblems(): Problems {
  const all: Problem[] = []
  return {
    all,
    add(file, line, message) {
      const known = all.some((one) => one.file === file && one.line === line)
      if (!known || line === 0) all.push({ file, line, message })
    }
  }
}

/** The line of an offset in a text; 1 is the first. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** Reads a JSON file below `dir`; a broken one is a problem and counts as `{}`. */
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
