import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { commandLine, project } from '../../support/project'
import { postJson } from '../../support/stack'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Runs npm run mock and collects what it prints. */
function run(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, commandLine('mock', ...args), {
    cwd: project.root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  children.push(child)
  const printed = { text: '' }
  const read = (data: Buffer) => (printed.text += data.toString())
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const url = async () => {
    for (;;) {
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed.text) ?? []
      if (found) return found
      await Promise.race([once(child.stdout, 'data'), ended])
    }
  }
  return { child, printed, ended, url }
}

describe('npm run mock', () => {
  it('shows a start page that leads to console, reference and preview', async () => {
    const address = await run(['--port', '0']).url()
    const page = await (await fetch(address)).text()
    const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, where]) => where)
    expect(links).toEqual(['/_gateway/', '/docs/', '/preview'])
    for (const link of links) expect((await fetch(`${address}${link}`)).status).toBe(200)
  })

  it('serves, logs every call without its secrets, and ends with exit code 0', async () => {
    const { child, printed, ended, url } = run(['--port', '0'])
    const address = await url()
    const login = await fetch(`${address}/login`, postJson({ code: 'dev-secret-1' }))
    const { token } = (await login.json()) as { token: string }
    await fetch(`${address}/session?code=secret`, { headers: { authorization: `Bearer ${token}` } })
    await fetch(`${address}/nowhere/${token}`)
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(printed.text).toMatch(/^POST \/login 200 \d+\.\d ms mock:loggedIn$/m)
    expect(printed.text).toMatch(/^GET \/session 400 \d+\.\d ms gateway$/m)
    expect(printed.text).toMatch(/^GET \/…\/… 404 \d+\.\d ms gateway$/m)
    for (const secret of ['secret', token]) expect(printed.text).not.toContain(secret)
  })

  it('starts without a schema compiler if npm run contract has checked the contract', () => {
    const program = `
      const { openProject } = require('./tools/project')
      const { startGateway } = require('./tools/gateway')
      startGateway({ ...openProject(), mode: 'mock', port: 0, log() {} })
        .then((gateway) => gateway.stop())
        .then(() => console.log(Object.keys(require.cache).filter((file) => /ajv/.test(file))))`
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', 'tsx/cjs', '--eval', program],
      { cwd: project.root, encoding: 'utf8' }
    )
    expect([stdout, stderr]).toEqual(['[]\n', ''])
  })

  it('reports that its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { printed, ended } = run([], { PORT: String((server.address() as AddressInfo).port) })
    expect(await ended).toBe(1)
    expect(printed.text).toBe(
      'the port is taken: choose another, for example PORT=3001 npm run mock\n'
    )
    server.close()
  })

  it.each(['eighty', '65536', '-1'])('refuses the port %s', async (port) => {
    const { printed, ended } = run([], { PORT: port })
    expect(await ended).toBe(1)
    expect(printed.text).toBe(`the port must be a number from 0 to 65535, not "${port}"\n`)
  })

  it('explains itself', async () => {
    const { printed, ended } = run(['--help'])
    expect(await ended).toBe(0)
    expect(printed.text).toMatch(/^Usage: npm run mock/)
  })
})
