import { readFileSync } from 'node:fs'
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml'
import { ContractError } from './contract-error'
import { lineOf } from './yaml-lines'

export interface YamlFile {
  text: string
  value: unknown
  /** `file:line: message`, with the line on which the path's last key stands. */
  problem(path: readonly string[], message: string): string
}

/** Reads a file of which each part can later say where it stands. Throws ContractError. */
export function readYamlFile(file: string): YamlFile {
  const text = readText(file)
  const value = parse(text, file)
  refuseLoops(value, file)
  return {
    text,
    value,
    problem: (path, message) => `${file}:${lineOf(text, value, path)}: ${message}`
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new ContractError([`${file}: there is no such file`])
  }
}

/** An alias may stand within what it names: no JSON has such a value. */
function refuseLoops(value: unknown, file: string): void {
  try {
    JSON.stringify(value)
  } catch {
    throw new ContractError([`${file}: an alias (*name) stands within what it names (&name)`])
  }
}

function parse(text: string, file: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const line = (error.mark?.line ?? 0) + 1
    throw new ContractError([`${file}:${line}: ${error.reason}`])
  }
}
