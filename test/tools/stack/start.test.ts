import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { freePort } from '../../../tools/common/port'
import { readService } from '../../../tools/serverless-yml'
import { commandLine, project } from '../../support/project'
import { freshCode, postJson } from '../../support/stack'

const children: ChildProcess[] = []
const homes: string[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true })
})

/** A free port, whose stack leaves nothing behind. */
async function portOfOurOwn(): Promise<number> {
  const port = await freePort()
  homes.push(path.join(project.localDir, String(port)))
  return port
}

/** Runs npm start's command until it reports that it is ready, or ends. */
async function start(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, commandLine('start', ...args), {
    cwd: project.root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  children.push(child)
  const ended = once(child, 'close').then(([code]) => code as number | null)
  let output = ''
  const ready = new Promise<void>((resolve) => {
    const read = (data: Buffer) => {
      output += data.toString()
      if (output.includes('Ctrl-C ends everything')) resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
  })
  await Promise.race([ready, ended])
  return { child, ended, output: () => output }
}

describe('npm start', () => {
  it('runs two stacks side by side, and ends each with all its parts', async () => {
    const ports = [await portOfOurOwn(), await portOfOurOwn()]
    const stacks = await Promise.all(
      ports.map((port) => start({ PORT: String(port), DATABASE_URL: '' }))
    )
    for (const port of ports) {
      const response = await fetch(
        `http://127.0.0.1:${port}/login`,
        postJson({ code: freshCode('alice') })
      )
      expect(response.status).toBe(200)
    }
    const databases = ports.map((port) =>
      readFileSync(path.join(project.localDir, String(port), 'database-url'), 'utf8').trim()
    )
    expect(new Set(databases).size).toBe(2)
    for (const { child, ended, output } of stacks) {
      const startedAt = performance.now()
      // twice, as npm passes a terminal's signal on
      child.kill('SIGINT')
      child.kill('SIGINT')
      expect(await ended).toBe(0)
      expect(performance.now() - startedAt).toBeLessThan(3000)
      expect(output()).not.toContain(new URL(databases[0] ?? '').password)
    }
    for (const address of [...databases, ...ports.map((port) => `http://127.0.0.1:${port}`)])
      await expect(fetch(address.replace(/^mysql/, 'http'))).rejects.toThrow()
  })

  it('names a port that is taken, and starts nothing', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const { ended, output } = await start({ PORT: String(port) })
    expect(await ended).toBe(1)
    expect(output()).toBe(`port ${port} is taken: PORT=${port + 1} npm start uses the next one\n`)
    server.close()
  })

  it.each(['0', 'eighty', '70000'])('refuses the port %s', async (port) => {
    const { ended, output } = await start({ PORT: port })
    expect(await ended).toBe(1)
    expect(output()).toContain('the port must be a number')
  })

  it('refuses to debug an unknown function before anything is started', async () => {
    const { ended, output } = await start(
      { PORT: String(await portOfOurOwn()) },
      '--inspect',
      'nope'
    )
    expect(await ended).toBe(1)
    const names = Object.keys(readService(project.serverlessFile, 'test').functions).join(', ')
    expect(output()).toBe(`--inspect: there is no function "nope": ${names}\n`)
  })

  it('reports what is wrong with a database, without its password', async () => {
    const { ended, output } = await start({
      PORT: String(await portOfOurOwn()),
      DATABASE_URL: `mysql://app:hunter2@127.0.0.1:${await portOfOurOwn()}/app`
    })
    expect(await ended).toBe(1)
    expect(output()).toMatch(/DATABASE_URL: the database at 127.0.0.1:\d+ cannot be used/)
    expect(output()).not.toContain('hunter2')
  })
})
