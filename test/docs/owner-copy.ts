import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { project } from '../support/project'

/** Installed packages are linked, not copied. */
const PACKAGES = ['node_modules', 'deploy/node_modules', 'tools/check-miniprogram/node_modules']

export interface OwnerCopy {
  root: string
  /** Runs Node in the copy to its end, which must be a good one; returns what it wrote. */
  run(...args: string[]): string
  remove(): void
}

/** A copy of the whole project, as somebody has it who cloned it to build a product of their own. */
export function createOwnerCopy(): OwnerCopy {
  const root = mkdtempSync(path.join(realpathSync(tmpdir()), 'a product of its own '))
  for (const name of listFiles()) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    copyFileSync(path.join(project.root, name), path.join(root, name))
  }
  for (const name of PACKAGES)
    if (existsSync(path.join(project.root, name)))
      symlinkSync(path.join(project.root, name), path.join(root, name), 'junction')
  const owner = ['-c', 'user.name=owner', '-c', 'user.email=owner@example.com']
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    [...owner, 'commit', '-q', '--no-verify', '-m', 'Begin with a copy']
  ])
    execFileSync('git', args, { cwd: root })
  return {
    root,
    run(...args) {
      const env = { ...process.env, CI: 'true', DATABASE_URL: process.env.TEST_SERVER_URL }
      const options = { cwd: root, encoding: 'utf8', env, maxBuffer: 64 * 2 ** 20 } as const
      const { status, stdout, stderr } = spawnSync(process.execPath, args, options)
      if (status !== 0) throw new Error(`node ${args.join(' ')}: ${status}\n${stdout}${stderr}`)
      return stdout + stderr
    },
    remove: () => rmSync(root, { recursive: true, force: true })
  }
}

/** Every file of the project that Git has or would take. */
function listFiles(): string[] {
  const args = ['ls-files', '-z', '-co', '--exclude-standard']
  const names = execFileSync('git', args, { cwd: project.root, encoding: 'utf8' }).split('\0')
  return names.filter(
    (name) => name && !PACKAGES.includes(name) && existsSync(path.join(project.root, name))
  )
}
