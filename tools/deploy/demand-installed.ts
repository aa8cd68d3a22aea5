import { existsSync } from 'node:fs'
import path from 'node:path'

/**
 * Throws an Error that says what to run while the Serverless Framework and its plugin, which nobody
 * needs who does not deploy, are not there, or not wholly.
 */
export function demandInstalled(folder = path.join(__dirname, '../../deploy')): void {
  // npm writes it last
  if (existsSync(path.join(folder, 'node_modules', '.package-lock.json'))) return
  throw new Error('deploy/ is not installed: run `npm ci --prefix deploy --ignore-scripts`')
}
