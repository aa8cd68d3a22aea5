import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { commandLine, project } from '../../support/project'
import { postJson } from '../../support/stack'
import { sourceOf, startSwitchedGateway, type SwitchedGateway, until } from './switched-gateway'

// a dozen processes, one after the other
jest.setTimeout(90_000)

let gateway: SwitchedGateway

/** `npm run gateway -- ...`, on the gateway's own files. */
function run(...args: string[]): Promise<{ code: number | null; out: string; error: string }> {
  const { contractFile, snapshotsDir, distDir } = gateway.files
  const files = ['--config', path.dirname(contractFile), '--snapshots', snapshotsDir]
  const command = commandLine('gateway', ...args, ...files, '--dist', distDir)
  const child = spawn(process.execPath, command, { cwd: project.root })
  const text = { out: '', error: '' }
  child.stdout.on('data', (data: Buffer) => (text.out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (text.error += data.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...text }))
  })
}

const prepub = () => sourceOf(gateway.fetch('/login', postJson({ code: 'x' }), 'prepub'))

beforeAll(async () => {
  gateway = await startSwitchedGateway()
})
afterAll(() => gateway.stop())

it('publishes, lists differences and history, and rolls back, while a running gateway follows', async () => {
  expect(await run('publish', 'prepub', '--note', 'first')).toMatchObject({
    code: 0,
    out: 'published prepub 1\n'
  })
  const switched = await run('switch', 'prepub', 'login', 'function')
  expect(switched.out).toContain('with the next publish of prepub')
  expect((await run('diff', 'prepub', '1')).out).toBe('login.source: mock -> function\n')
  expect(await prepub()).toBe('mock:loggedIn')

  expect((await run('publish', 'prepub', '--note', 'second')).out).toBe('published prepub 2\n')
  await until(async () => (await prepub()) === 'function')
  expect((await run('publish', 'prepub')).out).toContain('nothing has changed')

  expect((await run('rollback', 'prepub')).out).toBe('prepub serves version 1 again\n')
  await until(async () => (await prepub()) === 'mock:loggedIn')

  const { out } = await run('history', 'prepub')
  const lines = out.trimEnd().split('\n')
  expect(lines[0]).toMatch(/^\* +1 {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}rollback$/)
  expect(lines[1]).toMatch(/^ +2 .* publish +second$/)
  expect(lines[2]).toMatch(/^ +1 .* publish +first$/)
  expect((await run('diff', 'prepub', '1', '1')).out).toBe('no difference\n')
})

it("shows the contract's changes line by line", async () => {
  const { contractFile } = gateway.files
  await run('publish', 'release')
  const text = readFileSync(contractFile, 'utf8')
  writeFileSync(contractFile, text.replace('summary: Log out\n', 'summary: Leave\n'))
  const { out } = await run('diff', 'release', '1', 'draft')
  expect(out).toMatch(/^--- openapi.yaml \(1\)/m)
  expect(out).toMatch(/^- +summary: Log out$/m)
  expect(out).toMatch(/^\+ +summary: Leave$/m)
})

it('switches a route of the running gateway', async () => {
  const login = () => sourceOf(gateway.fetch('/login', postJson({ code: 'x' })))
  expect(await login()).toBe('function')
  const { out } = await run('switch', 'test', 'login', 'mock')
  expect(out).toBe('login is answered by mock in test\n')
  await until(async () => (await login()) === 'mock:loggedIn')
})

it('lists its commands for --help', async () => {
  const { code, out } = await run('--help')
  expect(code).toBe(0)
  for (const word of ['publish', 'history', 'diff', 'rollback', 'switch'])
    expect(out).toContain(word)
})

it.each([
  [['publish', 'live'], 'there is no environment "live": test, prepub, release\n'],
  [['deploy'], 'there is no command "deploy": publish, history, diff, rollback, switch\n'],
  [
    ['switch', 'test', 'login', 'fake'],
    'there is no source "fake": mock, function, shadow, record\n'
  ],
  [['rollback', 'prepub', 'x'], '"x" is not a version: a version is a number, such as 3\n'],
  [['publish', 'test'], 'test serves the working files: there is nothing to publish\n']
])('refuses %j in one sentence', async (args, sentence) => {
  expect(await run(...args)).toEqual({ code: 1, out: '', error: sentence })
})
