import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Validate } from './door/request-check'
import type { Validators } from './model'

/** What `npm run contract` compiled ahead of time, so that a start need not do it again. */
export interface Generated {
  /** Of the contract that was checked, and that the validators belong to. */
  contractHash: string
  validators: Validators
  /** Validates environments.yaml, except for the names of operations. */
  environments: Validate
}

/**
 * Loads what `npm run contract` generated; undefined when a file is missing or broken, for example
 * by a merge. Then the contract is checked and its validators are compiled at start.
 */
export function loadGenerated(generatedDir: string): Generated | undefined {
  const load = createRequire(path.join(generatedDir, 'checked.js'))
  try {
    const checked = load('./checked.js') as Omit<Generated, 'validators'>
    return { ...checked, validators: load('./validators.js') as Validators }
  } catch {
    return undefined
  }
}

/** Whether it was generated from this document; comments and line breaks do not matter. */
export function isGeneratedFrom(generated: Generated | undefined, document: unknown): boolean {
  return generated?.contractHash === hashDocument(document)
}

export function hashDocument(document: unknown): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex')
}
