import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import path from 'node:path'

const FOLDERS: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux',
  darwin: 'mac',
  win32: 'windows'
}

const COMPILE_MS = 30_000

/**
 * Runs WeChat's compilers for WXML, WXS and WXSS, which are programs for x86-64. Returns their
 * errors; undefined if this machine cannot run them.
 */
export function compileNatively(
  requireInstalled: NodeJS.Require,
  dir: string,
  files: string[]
): string[] | undefined {
  const markup = files.filter((file) => /\.wx(ml|s)$/.test(file))
  const styles = files.filter((file) => file.endsWith('.wxss'))
  const results = [
    run(requireInstalled, 'wcc', ['-d', ...markup], dir),
    run(requireInstalled, 'wcsc', ['-db', ...styles], dir)
  ]
  return results.includes(undefined) ? undefined : results.flatMap((result) => result ?? [])
}

function run(
  requireInstalled: NodeJS.Require,
  tool: string,
  args: string[],
  cwd: string
): string[] | undefined {
  const home = path.dirname(requireInstalled.resolve('miniprogram-compiler/package.json'))
  const end = process.platform === 'win32' ? '.exe' : ''
  const program = path.join(home, 'bin', FOLDERS[process.platform] ?? 'linux', tool + end)
  chmodSync(program, 0o755)
  const { status, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: COMPILE_MS,
    maxBuffer: 64 * 1024 * 1024
  })
  if (error) return undefined
  return status === 0 ? [] : [`${tool}: ${stderr.trim() || `exit ${status}`}`]
}
