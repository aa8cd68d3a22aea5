import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { compileFunction } from 'node:vm'
import { type Validate } from './door/request-check'
import { type Validators } from './model'

/** What `npm run contract` compiled ahead of time, so that a start need not do it again. */
export interface Generated {
  /** Of the contract that was checked, and that the validators belong to. */
  contractHash: string
  /** Of requests. */
  validators: Validators
  /** Of answers, loaded when asked for: only development and tests need them. */
  loadResponseValidators(): Validators
  /** Validates environments.yaml, except for the names of operations. */
  environments: Validate
}

/**
 * Loads what `npm run contract` generated; undefined when a file is missing or broken, for example
 * by a merge. Then the contract is checked and its validators are compiled at start.
 */
export function loadGenerated(generatedDir: string): Generated | undefined {
  try {
    const read = (name: string) => run(path.join(generatedDir, name))
    return {
      ...(read('checked.js') as Pick<Generated, 'contractHash' | 'environments'>),
      validators: read('request-validators.js') as Validators,
      loadResponseValidators: () => read('response-validators.js') as Validators
    }
  } catch {
    return undefined
  }
}

/** Not with `require`, which would return the first version even after the file has changed. */
function run(file: string): unknown {
  const module = { exports: {} }
  const text = readFileSync(file, 'utf8')
  const code = compileFunction(text, ['module', 'exports', 'require'], { filename: file })
  const require = (name: string) => run(path.join(path.dirname(file), name))
  ;(code as (...args: unknown[]) => void)(module, module.exports, require)
  return module.exports
}

/** Whether it was generated from this document; comments and line breaks do not matter. */
export function isGeneratedFrom(generated: Generated | undefined, document: unknown): boolean {
  return generated?.contractHash === hashDocument(document)
}

/** The order of keys does not matter, and differs with the files that a contract is split into. */
export function hashDocument(document: unknown): string {
  return createHash('sha256').update(JSON.stringify(document, sortKeys)).digest('hex')
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
