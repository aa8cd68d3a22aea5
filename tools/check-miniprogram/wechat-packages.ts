import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const FILES = ['package.json', 'package-lock.json']

/** Enough to download 280 MB over a slow connection. */
const INSTALL_MS = 15 * 60 * 1000

/**
 * Returns a `require` for WeChat's packages. They are installed into `localDir` on first use, apart
 * from the project's dependencies, and again when the lock file has changed. Throws an Error.
 */
export function openWechatPackages(localDir: string, log: (line: string) => void): NodeJS.Require {
  const home = path.join(localDir, 'miniprogram-check')
  const lock = readFileSync(path.join(__dirname, 'package-lock.json'))
  const dir = path.join(home, createHash('sha256').update(lock).digest('hex').slice(0, 12))
  const installed = path.join(dir, 'installed')
  if (!existsSync(installed)) {
    log(
      `installing WeChat's compilers (280 MB, once) into ${path.relative(process.cwd(), dir)} ...`
    )
    rmSync(home, { recursive: true, force: true })
    mkdirSync(dir, { recursive: true })
    for (const file of FILES) copyFileSync(path.join(__dirname, file), path.join(dir, file))
    install(dir)
    writeFileSync(installed, '')
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
      // our own standard output may be read by a program: npm's goes to standard error
      stdio: ['ignore', 2, 2],
      timeout: INSTALL_MS,
      shell: process.platform === 'win32'
    }
  )
  if (status !== 0)
    throw new Error(
      `npm ci in ${dir} failed (${error?.message ?? `exit ${status}`}): is npm's registry reachable?`
    )
}
