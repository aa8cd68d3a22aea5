import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../../tools/common/port'
import { type MeasuredServer, startServer } from './server'

/** The last version that runs on Node 20. */
const VERSION = '5.14.2'
const INSTALL_MS = 60_000

const FOLDER = path.join(tmpdir(), `scf-bench-prism-${VERSION}`)
const PROGRAM = path.join(FOLDER, 'node_modules/@stoplight/prism-cli/dist/index.js')

/**
 * Starts Prism, after fetching it once into a temporary folder. Resolves to a text with the reason
 * when it is left out.
 */
export async function startPrism(contractFile: string): Promise<MeasuredServer | string> {
  const problem = existsSync(PROGRAM) ? undefined : await install()
  if (problem) return problem
  const port = String(await freePort())
  const args = [PROGRAM, 'mock', '-p', port, '-h', '127.0.0.1', contractFile]
  return startServer('prism', args, '/session')
}

async function install(): Promise<string | undefined> {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(path.join(FOLDER, 'package.json'), '{ "private": true }')
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  try {
    await promisify(execFile)(npm, ['install', `@stoplight/prism-cli@${VERSION}`, ...flags], {
      cwd: FOLDER,
      timeout: INSTALL_MS
    })
    return undefined
  } catch {
    return `Prism ${VERSION} could not be fetched (no network?): it is left out`
  }
}
