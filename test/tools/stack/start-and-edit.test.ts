import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bearer, freshCode, postJson } from '../../support/stack'

const ROOT = path.resolve(__dirname, '../../..')
const COPIED = ['cloudfunctions', 'gateway-config', 'miniprogram', 'mocks', 'sql']
const FILES = ['deploy/serverless.yml', 'package.json', 'tsconfig.json', '.env.example']

let copy: string
let child: ChildProcess
let output = ''
let url: string

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function waitFor(text: string | RegExp): Promise<void> {
  const isThere = () => (typeof text === 'string' ? output.includes(text) : text.test(output))
  while (!isThere()) {
    if (child.exitCode !== null) throw new Error(output)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

beforeAll(async () => {
  copy = mkdtempSync(path.join(tmpdir(), 'a stack of its own '))
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'), 'junction')
  for (const name of [...COPIED, ...FILES])
    cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true })
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const args = ['--require', 'tsx/cjs', 'tools/stack/start.ts', '--inspect', 'session']
  child = spawn(process.execPath, args, {
    cwd: copy,
    env: { ...process.env, PORT: String(port), DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const read = (data: Buffer) => (output += data.toString())
  child.stdout?.on('data', read)
  child.stderr?.on('data', read)
  await waitFor('Ctrl-C ends everything')
})
afterAll(async () => {
  child.kill('SIGINT')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  rmSync(copy, { recursive: true, force: true })
})

async function logIn(): Promise<{ token: string; source: string }> {
  const response = await fetch(`${url}/login`, postJson({ code: freshCode('alice') }))
  const { token } = (await response.json()) as { token: string }
  return { token, source: response.headers.get('x-gateway-source') ?? '' }
}

function edit(file: string, from: string, to: string): void {
  const full = path.join(copy, file)
  const text = readFileSync(full, 'utf8')
  expect(text).toContain(from)
  writeFileSync(full, text.replace(from, to))
}

const GET_SESSION = 'cloudfunctions/session/get-session.ts'
const ANSWER = 'session: viewSession(session)'

it('builds a function that was saved anew; the next call sees it, the others stay warm', async () => {
  const { token } = await logIn()
  const ask = () => fetch(`${url}/session`, bearer(token))
  expect(await (await ask()).json()).toHaveProperty('session.current', true)

  edit(GET_SESSION, ANSWER, 'session: { ...viewSession(session), current: false }')
  await waitFor('session is built anew')
  const changed = await ask()
  expect(changed.headers.get('x-gateway-source')).toMatch(/^function:session.* cold$/)
  expect(await changed.json()).toHaveProperty('session.current', false)
  expect((await logIn()).source).toMatch(/ warm$/)
  expect(output).not.toContain('login is built anew')

  edit(GET_SESSION, 'current: false', 'current: ')
  await waitFor(/get-session\.ts:\d+:\d+/)
  expect((await ask()).headers.get('x-gateway-source')).toMatch(/ warm$/)
})

it('lets a debugger attach, which finds the sources', async () => {
  const { token } = await logIn()
  await fetch(`${url}/session`, bearer(token))
  const [, port] = /Debugger listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(output) ?? []
  const targets = await fetch(`http://127.0.0.1:${port}/json/list`)
  expect(await targets.json()).toMatchObject([{ type: 'node' }])
  const bundle = path.join(copy, '.local', new URL(url).port, 'dist', 'session.js')
  expect(readFileSync(bundle, 'utf8')).toContain('sourceMappingURL=session.js.map')
})

/** A command beside the stack. */
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['--require', 'tsx/cjs', ...args], {
    cwd: copy,
    env: { PATH: process.env.PATH, PORT: new URL(url).port },
    encoding: 'utf8'
  })

it('npm run invoke calls a function with the settings of the stack', () => {
  const { status, stdout } = run('tools/scf/invoke.ts', 'janitor', '--timer')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ sessions: 0 })
})

it('npm run gateway publishes the functions of the stack', async () => {
  expect(existsSync(path.join(copy, 'dist'))).toBe(false)
  expect(run('tools/gateway/cli.ts', 'publish', 'prepub')).toMatchObject({
    status: 0,
    stdout: 'published prepub 1\n',
    stderr: ''
  })
  const state = (await (await fetch(`${url}/_gateway/environments`)).json()) as unknown
  expect(state).toMatchObject({
    environments: [{}, { version: '1', draft: { differs: false } }, {}]
  })
})

it('names the source of an error at load', async () => {
  const file = 'cloudfunctions/login/index.ts'
  const text = readFileSync(path.join(copy, file), 'utf8')
  edit(file, text, `${text}\nthrow new TypeError('boom at load')\n`)
  await waitFor('login is built anew')
  const { status } = await fetch(`${url}/login`, postJson({ code: freshCode('alice') }))
  expect(status).toBe(405)
  const line = text.split('\n').length + 1
  await waitFor(`405 ContainerStateExited: TypeError: boom at load (${file}:${line}`)
})

it('commands use nothing of a stack that was killed, and say so', async () => {
  child.kill('SIGKILL')
  await once(child, 'exit')
  const { status, stderr } = run('tools/scf/invoke.ts', 'janitor', '--timer')
  expect(status).toBe(2)
  expect(stderr).toContain(`the stack on port ${new URL(url).port} is not up`)
  expect(stderr).toContain('dist/janitor.js does not exist: run npm run build')
})
