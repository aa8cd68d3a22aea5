import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { freePort } from '../../../tools/common/port'
import { commandLine, runCommandBeside } from '../../support/project'
import { createScratchProject, type ScratchProject } from '../../support/scratch-project'
import { bearer, freshCode, postJson } from '../../support/stack'
import { until } from '../gateway/switched-gateway'

let copy: ScratchProject
let child: ChildProcess
let output = ''
let url: string

async function waitFor(text: string | RegExp): Promise<void> {
  const isThere = () => (typeof text === 'string' ? output.includes(text) : text.test(output))
  while (!isThere()) {
    if (child.exitCode !== null) throw new Error(output)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

beforeAll(async () => {
  copy = createScratchProject()
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  child = spawn(process.execPath, commandLine('start', '--inspect', 'session'), {
    cwd: copy.root,
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
  copy.remove()
})

async function logIn(): Promise<{ token: string; source: string }> {
  const response = await fetch(`${url}/login`, postJson({ code: freshCode('alice') }))
  const { token } = (await response.json()) as { token: string }
  return { token, source: response.headers.get('x-gateway-source') ?? '' }
}

function edit(file: string, from: string, to: string): void {
  const full = path.join(copy.root, file)
  const text = readFileSync(full, 'utf8')
  expect(text).toContain(from)
  writeFileSync(full, text.replace(from, to))
}

const GET_SESSION = 'cloudfunctions/session/get-session.ts'
const ANSWER = 'session: viewSession(session)'

it('rebuilds a function when it is saved; the next call uses it, and others stay warm', async () => {
  const { token } = await logIn()
  const ask = () => fetch(`${url}/session`, bearer(token))
  expect(await (await ask()).json()).toHaveProperty('session.current', true)

  edit(GET_SESSION, ANSWER, 'session: { ...viewSession(session), current: false }')
  await waitFor('session was rebuilt')
  const changed = await ask()
  expect(changed.headers.get('x-gateway-source')).toMatch(/^function:session.* cold$/)
  expect(await changed.json()).toHaveProperty('session.current', false)
  expect((await logIn()).source).toMatch(/ warm$/)
  expect(output).not.toContain('login was rebuilt')

  edit(GET_SESSION, 'current: false', 'current: ')
  await waitFor(/get-session\.ts:\d+:\d+/)
  expect((await ask()).headers.get('x-gateway-source')).toMatch(/ warm$/)
})

it('lets a debugger attach and find the sources', async () => {
  const { token } = await logIn()
  await fetch(`${url}/session`, bearer(token))
  const [, port] = /Debugger listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(output) ?? []
  const targets = await fetch(`http://127.0.0.1:${port}/json/list`)
  expect(await targets.json()).toMatchObject([{ type: 'node' }])
  const bundle = path.join(copy.localDir, new URL(url).port, 'dist', 'session.js')
  expect(readFileSync(bundle, 'utf8')).toContain('sourceMappingURL=session.js.map')
})

/** Runs a command beside the stack. */
const run = (name: string, ...args: string[]) =>
  runCommandBeside(name, args, {
    cwd: copy.root,
    env: { PATH: process.env.PATH, PORT: new URL(url).port }
  })

it('calls a function with the settings of the running stack', async () => {
  const { status, stdout } = await run('invoke', 'janitor', '--timer')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ sessions: 0 })
})

it('publishes the functions of the running stack', async () => {
  expect(existsSync(copy.distDir)).toBe(false)
  expect(await run('gateway', 'publish', 'prepub')).toMatchObject({
    status: 0,
    stdout: 'published prepub 1\n',
    stderr: ''
  })
  const readPrepub = async () => {
    const { environments } = (await (await fetch(`${url}/_gateway/environments`)).json()) as {
      environments: { version?: string; draft?: object }[]
    }
    return environments[1]
  }
  // the gateway sees what another process published within moments
  await until(async () => (await readPrepub())?.version === '1')
  expect((await readPrepub())?.draft).toMatchObject({ differs: false })
})

it('names the source line of an error at load', async () => {
  const file = 'cloudfunctions/login/index.ts'
  const text = readFileSync(path.join(copy.root, file), 'utf8')
  edit(file, text, `${text}\nthrow new TypeError('boom at load')\n`)
  await waitFor('login was rebuilt')
  const { status } = await fetch(`${url}/login`, postJson({ code: freshCode('alice') }))
  expect(status).toBe(405)
  const line = text.split('\n').length + 1
  await waitFor(`405 ContainerStateExited: TypeError: boom at load (${file}:${line}`)
})

it('uses nothing of a stack that was killed, and says so', async () => {
  child.kill('SIGKILL')
  await once(child, 'exit')
  const { status, stderr } = await run('invoke', 'janitor', '--timer')
  expect(status).toBe(2)
  expect(stderr).toContain(`the stack on port ${new URL(url).port} is not running`)
  expect(stderr).toContain('dist/janitor.js does not exist: run npm run build')
})
