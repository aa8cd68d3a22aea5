/**
 * npm run deploy:rehearse: installs deploy/ where that has not been done, then runs all
 * *.rehearsal.ts: the real Serverless Framework against the stand-in of Tencent Cloud. Ends with a
 * table.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')
const DEPLOY = path.join(ROOT, 'deploy')

interface Results {
  testResults: {
    name: string
    startTime: number
    endTime: number
    message: string
    assertionResults: { title: string; status: string; duration?: number | null }[]
  }[]
}

function install(): boolean {
  // npm writes it last
  const installed = path.join(DEPLOY, 'node_modules', '.package-lock.json')
  const lock = path.join(DEPLOY, 'package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return true
  console.log('installing deploy/ (once)')
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: DEPLOY,
    stdio: 'inherit',
    // npm is a script there
    shell: process.platform === 'win32'
  })
  return status === 0
}

function rehearse(resultsFile: string): number {
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js')
  const given = ['--testMatch', '**/*.rehearsal.ts', '--json', '--outputFile', resultsFile]
  const { status } = spawnSync(process.execPath, [jest, ...given, ...process.argv.slice(2)], {
    cwd: ROOT,
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

const folder = mkdtempSync(path.join(tmpdir(), 'weapp-scf-rehearsal-'))
const resultsFile = path.join(folder, 'results.json')
process.exitCode = install() ? rehearse(resultsFile) : 1
if (existsSync(resultsFile)) printTable(JSON.parse(readFileSync(resultsFile, 'utf8')) as Results)
rmSync(folder, { recursive: true, force: true })
