import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findGaps } from '../../tools/contract/check/find-gaps'
import { openProject } from '../../tools/project'
import { commandLine, project } from '../support/project'

const COPIED = [
  ...['cloudfunctions', 'gateway-config', 'miniprogram', 'mocks', 'sql', 'tools'],
  ...['deploy/serverless.yml', 'test/support', 'test/cloudfunctions/caller.ts'],
  ...['jest.config.cjs', 'package.json', 'tsconfig.json']
]
/** The page adds a block to these files; all its other files are new. */
const GROWS: Record<string, string> = {
  'gateway-config/openapi.yaml': 'paths:\n',
  'deploy/serverless.yml': 'functions:\n'
}

let copy: string
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'a new function '))
  symlinkSync(path.join(project.root, 'node_modules'), path.join(copy, 'node_modules'), 'junction')
  const filter = (file: string) => !file.includes('node_modules')
  for (const name of COPIED)
    cpSync(path.join(project.root, name), path.join(copy, name), { recursive: true, filter })
  writeFileSync(path.join(copy, 'package-lock.json'), '{"packages":{}}')
})
afterAll(() => rmSync(copy, { recursive: true }))

/** The page's blocks; each belongs to the file that was named last before it. */
function readSteps(page: string): { file: string; block: string }[] {
  const text = readFileSync(path.join(project.root, 'docs', page), 'utf8')
  return [...text.matchAll(/```(?:ts|yaml|sql)\n([^]*?)```\n/g)].map(({ index, 1: block = '' }) => {
    const named = [...text.slice(0, index).matchAll(/`([\w-]+\/[\w./-]+\.\w+)`/g)].at(-1)
    return { file: named?.[1] ?? '', block }
  })
}

function perform({ file, block }: { file: string; block: string }): void {
  const full = path.join(copy, file)
  const under = GROWS[file]
  mkdirSync(path.dirname(full), { recursive: true })
  if (!under) return writeFileSync(full, block)
  const indented = block.replace(/^(?=.)/gm, '  ')
  const text = readFileSync(full, 'utf8')
  writeFileSync(full, text.replace(`\n${under}`, `\n${under}${indented}`))
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: process.env.TEST_SERVER_URL }
  })
  return { status, output: stdout + stderr }
}

it('makes a working function by following docs/contributing.md', async () => {
  const steps = readSteps('contributing.md')
  expect(steps.map(({ file }) => file)).toEqual([
    'gateway-config/openapi.yaml',
    'cloudfunctions/coupons/list-coupons.ts',
    'cloudfunctions/coupons/index.ts',
    'sql/0100-coupons.sql',
    'test/cloudfunctions/coupons/list-coupons.test.ts',
    'deploy/serverless.yml'
  ])
  for (const step of steps) perform(step)
  const generated = run(...commandLine('contract'))
  expect(generated).toMatchObject({ status: 0 })

  const gaps = await findGaps(openProject(copy))
  expect(gaps.filter((gap) => gap.includes('coupons'))).toEqual([])
  const types = run('node_modules/typescript/bin/tsc', '-p', copy)
  expect(types.output.split('\n').filter((line) => line.includes('coupons'))).toEqual([])
  const tests = run(
    ...['node_modules/jest/bin/jest.js', '--ci', '--selectProjects', 'functions'],
    ...['--testPathPatterns', 'test/cloudfunctions/coupons']
  )
  expect(tests.output).toContain('3 passed')
  expect(tests.status).toBe(0)
}, 120_000)

it('has the same code on the Chinese page', () => {
  expect(readSteps('contributing.zh-CN.md')).toEqual(readSteps('contributing.md'))
})
