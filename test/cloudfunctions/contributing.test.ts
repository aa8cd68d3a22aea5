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
import { commandLine } from '../support/project'

const ROOT = path.resolve(__dirname, '../..')
const COPIED = [
  ...['cloudfunctions', 'gateway-config', 'mocks', 'sql', 'test/cloudfunctions/caller.ts'],
  ...['test/support', 'miniprogram/api', 'deploy/serverless.yml', 'package.json', 'tsconfig.json']
]
/** These grow by a block; all other files of the page are new. */
const GROWS: Record<string, string> = {
  'gateway-config/openapi.yaml': 'paths:\n',
  'deploy/serverless.yml': 'functions:\n'
}

let copy: string
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'a new function '))
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'), 'junction')
  for (const name of COPIED)
    cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true })
  writeFileSync(path.join(copy, 'package-lock.json'), '{"packages":{}}')
})
afterAll(() => rmSync(copy, { recursive: true }))

/** The page's blocks: each belongs to the file that the text before it names last. */
function readSteps(): { file: string; block: string }[] {
  const page = readFileSync(path.join(ROOT, 'docs/contributing.md'), 'utf8')
  return [...page.matchAll(/```(?:ts|yaml|sql)\n([^]*?)```\n/g)].map(({ index, 1: block = '' }) => {
    const named = [...page.slice(0, index).matchAll(/`([\w-]+\/[\w./-]+\.\w+)`/g)].at(-1)
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

it('the steps of docs/contributing.md make a function that works', async () => {
  const steps = readSteps()
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
  expect(gaps.filter((gap) => gap.startsWith('listCoupons'))).toEqual([])
  const types = run('node_modules/typescript/bin/tsc', '-p', copy)
  expect(types.output.split('\n').filter((line) => line.includes('coupons'))).toEqual([])
  const tests = run('node_modules/jest/bin/jest.js', '--ci', 'test/cloudfunctions/coupons')
  expect(tests.output).toContain('3 passed')
  expect(tests.status).toBe(0)
}, 120_000)
