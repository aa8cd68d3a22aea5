import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { commandLine } from '../support/project'
import { type OwnerCopy } from './owner-copy'
import { perform, readSteps } from './page-steps'

export function rename({ root }: OwnerCopy, name: string): void {
  const file = path.join(root, 'package.json')
  const settings = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, `${JSON.stringify({ ...settings, name }, null, 2)}\n`)
}

/** Does what a page of docs/, or a section of it, says, and generates what follows from that. */
export function follow(copy: OwnerCopy, page: string, heading?: string): void {
  for (const step of readSteps(page, heading)) perform(copy.root, step)
  copy.run(...commandLine('contract'))
}

/** All that `npm run types` checks. */
export function checkTypes(copy: OwnerCopy): void {
  for (const folder of ['.', 'miniprogram', 'test/miniprogram'])
    copy.run('node_modules/typescript/bin/tsc', '-p', folder)
}

export function runTests(copy: OwnerCopy, ...args: string[]): string {
  return copy.run('node_modules/jest/bin/jest.js', '--ci', ...args)
}
