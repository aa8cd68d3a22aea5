import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** Throws an Error that says what to run when the packages of deploy/ are missing or incomplete. */
export function checkInstalled(deployDir: string): void {
  // npm writes this file last
  if (existsSync(path.join(deployDir, 'node_modules', '.package-lock.json'))) return
  throw new Error('deploy/ is not installed: run `npm ci --prefix deploy --ignore-scripts`')
}

/**
 * A `require` for the packages of deploy/, which is installed apart from the project. With `owner`,
 * finds the copies that this package of deploy/ uses, wherever npm has put them.
 */
export function requireFrom(deployDir: string, owner?: string): NodeJS.Require {
  const load = createRequire(path.join(deployDir, 'package.json'))
  return owner === undefined ? load : createRequire(load.resolve(owner))
}
