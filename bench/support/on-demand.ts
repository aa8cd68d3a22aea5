import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { PROJECT } from './back-end'

const INSTALL_MS = 90_000

/**
 * The folder with these packages, each `name@version`, which npm fetches once into `.local/bench`.
 * undefined where it cannot, such as without a network. Their install scripts do not run.
 */
export async function fetchOnDemand(name: string, packages: string[]): Promise<string | undefined> {
  const folder = path.join(PROJECT.localDir, 'bench', name)
  if (existsSync(path.join(folder, 'node_modules'))) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }')
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  try {
    await promisify(execFile)(npm, ['install', ...packages, ...flags], {
      cwd: folder,
      timeout: INSTALL_MS
    })
    return folder
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return undefined
  }
}
