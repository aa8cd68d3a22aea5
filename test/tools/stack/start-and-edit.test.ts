import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type NpmStart, npmStart } from '../../support/npm-start'
import { createScratchProject, type ScratchProject } from '../../support/scratch-project'
import { bearer, freshCode, postJson } from '../../support/stack'
import { until } from '../gateway/switched-gateway'

jest.setTimeout(120_000)

let copy: ScratchProject
let stack: NpmStart

beforeAll(async () => {
  copy = createScratchProject()
  stack = await npmStart(copy.root, '--inspect', 'session')
})
afterAll(async () => {
  await stack?.stop()
  copy.remove()
})

async function logIn(): Promise<{ token: string; source: string }> {
  const response = await fetch(`${stack.url}/login`, postJson({ code: freshCode('alice') }))
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
  const ask = () => fetch(`${stack.url}/session`, bearer(token))
  expect(await (await ask()).json()).toHaveProperty('session.current', true)

  edit(GET_SESSION, ANSWER, 'session: { ...viewSession(session), current: false }')
  await stack.waitFor('session was rebuilt')
  const changed = await ask()
  expect(changed.headers.get('x-gateway-source')).toMatch(/^function:session.* cold$/)
  expect(await changed.json()).toHaveProperty('session.current', false)
  expect((await logIn()).source).toMatch(/ warm$/)
  expect(stack.output()).not.toContain('login was rebuilt')

  edit(GET_SESSION, 'current: false', 'current: ')
  await stack.waitFor(/get-session\.ts:\d+:\d+/)
  expect((await ask()).headers.get('x-gateway-source')).toMatch(/ warm$/)
})

it('lets a debugger attach and find the sources', async () => {
  const { token } = await logIn()
  await fetch(`${stack.url}/session`, bearer(token))
  const listening = /Debugger listening on ws:\/\/127\.0\.0\.1:(\d+)/
  await stack.waitFor(listening)
  const [, port] = listening.exec(stack.output()) ?? []
  const targets = await fetch(`http://127.0.0.1:${port}/json/list`)
  expect(await targets.json()).toMatchObject([{ type: 'node' }])
  const bundle = path.join(copy.localDir, stack.port, 'dist', 'session.js')
  expect(readFileSync(bundle, 'utf8')).toContain('sourceMappingURL=session.js.map')
})

it('calls a function with the settings of the running stack', async () => {
  const { status, stdout } = await stack.run('invoke', 'janitor', '--timer')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ sessions: 0 })
})

it('publishes the functions of the running stack', async () => {
  expect(existsSync(copy.distDir)).toBe(false)
  expect(await stack.run('gateway', 'publish', 'prepub')).toMatchObject({
    status: 0,
    stdout: 'published prepub 1\n',
    stderr: ''
  })
  const readPrepub = async () => {
    const { environments } = (await (await fetch(`${stack.url}/_gateway/environments`)).json()) as {
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
  await stack.waitFor('login was rebuilt')
  const { status } = await fetch(`${stack.url}/login`, postJson({ code: freshCode('alice') }))
  expect(status).toBe(405)
  const line = text.split('\n').length + 1
  await stack.waitFor(`405 ContainerStateExited: TypeError: boom at load (${file}:${line}`)
})

it('uses nothing of a stack that was killed, and says so', async () => {
  await stack.stop('SIGKILL')
  const { status, stderr } = await stack.run('invoke', 'janitor', '--timer')
  expect(status).toBe(2)
  expect(stderr).toContain(`the stack on port ${stack.port} is not running`)
  expect(stderr).toContain('dist/janitor.js does not exist: run npm run build')
})
