import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const HOME = path.resolve(__dirname, '../../.local/miniprogram-check')
const FILES = ['package.json', 'package-lock.json']

/** Long enough for a slow line: the compilers are 280 MB. */
const TIMEOUT_MS = 15 * 60 * 1000

/**
 * Loads modules of the isolated package. Installed on first use into `.local/`, out of the way of
 * the root's tools; installed again where the lock file has changed.
 */
export function loadIsolated(say: (line: string) => void): NodeJS.Require {
  const lock = readFileSync(path.join(__dirname, 'package-lock.json'))
  const dir = path.join(HOME, createHash('sha256').update(lock).digest('hex').slice(0, 12))
  const done = path.join(dir, 'installed')
  if (!existsSync(done)) {
    say(
      `installing WeChat's compilers (280 MB, once) into ${path.relative(process.cwd(), dir)} ...`
    )
    rmSync(HOME, { recursive: true, force: true })
    mkdirSync(dir, { recursive: true })
    for (const file of FILES) copyFileSync(path.join(__dirname, file), path.join(dir, file))
    install(dir)
    writeFileSync(done, '')
  }
  return createRequire(path.join(dir, 'package.json'))
}

function install(dir: string): void {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status, error } = spawnSync(
    npm,
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'],
    {
      cwd: dir,
      // its output belongs to people: a tool reads ours
      stdio: ['ignore', 2, 2],
      timeout: TIMEOUT_MS,
      shell: process.platform === 'win32'
    }
  )
  if (status !== 0) throw new Error(`npm ci did not finish: ${error?.message ?? `exit ${status}`}`)
}
