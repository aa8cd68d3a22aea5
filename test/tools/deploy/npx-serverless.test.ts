import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { project } from '../../support/project'

const PROGRAM = 'tools/deploy/npx-serverless.js'
const root = mkdtempSync(path.join(tmpdir(), 'a project '))
beforeAll(() => {
  const { name, version, bin } = JSON.parse(
    readFileSync(path.join(project.root, 'package.json'), 'utf8')
  ) as Record<string, unknown>
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ name, version, bin }))
  mkdirSync(path.join(root, 'tools/deploy'), { recursive: true })
  cpSync(path.join(project.root, PROGRAM), path.join(root, PROGRAM))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** `npx serverless` in the project's folder, without a network. */
const npx = (...args: string[]) =>
  spawnSync('npx', ['--offline', 'serverless', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, npm_config_cache: path.join(root, '.cache') },
    shell: process.platform === 'win32'
  })

it('says how to install the framework instead of offering to download another', () => {
  const { status, stderr } = npx('deploy', '--stage', 'test')
  expect(stderr).toContain('npm ci --prefix deploy --ignore-scripts')
  expect(status).toBe(1)
})

it('runs the framework of deploy/, with the same words, in that folder', () => {
  const bin = path.join(root, 'deploy/node_modules/serverless/bin')
  mkdirSync(bin, { recursive: true })
  const says = 'console.log(process.argv.slice(2).join(" "), process.cwd()); process.exitCode = 3'
  writeFileSync(path.join(bin, 'serverless.js'), says)
  const { status, stdout } = npx('deploy', '--stage', 'test')
  expect(stdout).toContain(`deploy --stage test ${path.join(root, 'deploy')}`)
  expect(status).toBe(3)
})
