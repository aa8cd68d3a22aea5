import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { project, runCommand } from '../../support/project'

const JEST_CONFIG = `module.exports = {
  projects: [{ rootDir: __dirname, displayName: 'tools', transform: {} }]
}`

// each run starts a command, which starts jest
jest.setTimeout(100_000)

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'weapp scf rehearse '))
  write('package.json', '{"name":"other"}')
  write('jest.config.cjs', JEST_CONFIG)
  write('deploy/package-lock.json', '{}')
  write('deploy/node_modules/.package-lock.json', '{}')
  symlinkSync(path.join(project.root, 'node_modules'), path.join(root, 'node_modules'), 'junction')
  write('test/first.rehearsal.ts', "it('deploys', () => undefined)")
  write('test/first.test.ts', "it('is not a rehearsal', () => undefined)")
})
afterEach(() => rmSync(root, { recursive: true }))

function write(name: string, text: string): void {
  const file = path.join(root, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
}

it("runs a project's rehearsals, prints a table and fails if one of them fails", () => {
  const good = runCommand('rehearse', [], { cwd: root })
  expect(good.stdout).toMatch(/^\nfirst\n {2}ok {5,}[\d.]+ s {2}deploys\n\n1 of 1 passed\n$/)
  expect(good.status).toBe(0)

  write('test/second.rehearsal.ts', "it('breaks', () => { throw new Error('why') })")
  const bad = runCommand('rehearse', [], { cwd: root })
  expect(bad.stdout).toMatch(/\nsecond\n {2}FAIL {3,}[\d.]+ s {2}breaks\n/)
  expect(bad.stdout).toMatch(/\n1 of 2 passed\n$/)
  expect(bad.stderr).toContain('why')
  expect(bad.status).toBe(1)

  const chosen = runCommand('rehearse', ['first'], { cwd: root })
  expect(chosen.stdout).toMatch(/\n1 of 1 passed\n$/)
  expect(chosen.status).toBe(0)
})

it('installs nothing into packages that are linked from another project', () => {
  const modules = path.join(root, 'deploy', 'node_modules')
  const elsewhere = path.join(root, 'elsewhere')
  write('elsewhere/package/index.js', '')
  write('elsewhere/.package-lock.json', '{}')
  utimesSync(path.join(elsewhere, '.package-lock.json'), 0, 0)
  rmSync(modules, { recursive: true })
  symlinkSync(elsewhere, modules, 'junction')
  const { stdout, status } = runCommand('rehearse', [], { cwd: root })
  expect(stdout).not.toContain('installing')
  expect(status).toBe(0)
  expect(existsSync(path.join(elsewhere, 'package', 'index.js'))).toBe(true)
})
