import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { withUsage } from '../../common/command'
import { type Project } from '../../project'

const USAGE = `npm run deploy:rehearse [-- PATTERN] [-- jest options]

Rehearses deployments without an account: runs test/**/*.rehearsal.ts, in which the real Serverless
Framework deploys to a stand-in for Tencent Cloud on this machine. Installs the packages of deploy/
first if necessary.
  PATTERN   only the rehearsals whose path matches, such as: domain`

interface Results {
  testResults: {
    name: string
    message: string
    assertionResults: { title: string; status: string; duration?: number | null }[]
  }[]
}

/** Runs the rehearsals of a project and prints a table of them. Resolves to the exit code. */
export const rehearse = withUsage(USAGE, async (project, args) => {
  install(project)
  const folder = mkdtempSync(path.join(tmpdir(), 'scf-rehearsal-'))
  try {
    const resultsFile = path.join(folder, 'results.json')
    const code = runJest(project, ['--json', '--outputFile', resultsFile, ...args])
    if (existsSync(resultsFile))
      printTable(JSON.parse(readFileSync(resultsFile, 'utf8')) as Results)
    return code
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

function install({ deployDir }: Project): void {
  const modules = path.join(deployDir, 'node_modules')
  // npm ci would follow a link and empty another project's packages
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return
  // npm writes this file last
  const installed = path.join(modules, '.package-lock.json')
  const lock = path.join(deployDir, 'package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  console.log('installing deploy/ (once)')
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: deployDir,
    stdio: 'inherit',
    // npm is a script on Windows
    shell: process.platform === 'win32'
  })
  if (status !== 0) throw new Error('npm ci failed in deploy/: fix what it reports and try again')
}

function runJest({ root }: Project, args: string[]): number {
  const jest = createRequire(path.join(root, 'package.json')).resolve('jest/bin/jest')
  const chosen = ['--selectProjects', 'tools', '--testMatch', '**/*.rehearsal.ts']
  const { status } = spawnSync(process.execPath, [jest, ...chosen, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit']
  })
  return status ?? 1
}

function printTable({ testResults }: Results): void {
  for (const { name, message, assertionResults } of testResults) {
    console.log(`\n${path.basename(name, '.rehearsal.ts')}`)
    if (!assertionResults.length) console.log(message)
    for (const { title, status, duration } of assertionResults) {
      const seconds = ((duration ?? 0) / 1000).toFixed(1).padStart(6)
      console.log(`  ${status === 'passed' ? 'ok  ' : 'FAIL'} ${seconds} s  ${title}`)
    }
  }
  const all = testResults.flatMap(({ assertionResults }) => assertionResults)
  const passed = all.filter(({ status }) => status === 'passed').length
  console.log(`\n${passed} of ${all.length} passed`)
}
