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
 * Loads a package of deploy/, which is installed apart from the project. With `owner`, loads the
 * copy that this package of deploy/ uses, wherever npm has put it.
 */
export function loadPackage(deployDir: string, name: string, owner?: string): unknown {
  const load = createRequire(path.join(deployDir, 'package.json'))
  return owner === undefined ? load(name) : createRequire(load.resolve(owner))(name)
}
