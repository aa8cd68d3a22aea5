import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '../../tools/common/port'
import { commandLine, runCommandBeside } from './project'

const WAIT_MS = 40_000

export type NpmStart = Awaited<ReturnType<typeof npmStart>>

/** Runs `npm start` in a folder, on a free port and with a database of its own, until it serves. */
export async function npmStart(root: string, ...args: string[]) {
  const port = String(await freePort())
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: port }
  delete env.DATABASE_URL
  const child = spawn(process.execPath, commandLine('start', ...args), {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  const read = (data: Buffer) => (output += data.toString())
  child.stdout.on('data', read)
  child.stderr.on('data', read)

  const stack = {
    url: `http://127.0.0.1:${port}`,
    port,
    /** What it has printed so far. */
    output: () => output,
    async waitFor(text: string | RegExp): Promise<void> {
      const isThere = () => (typeof text === 'string' ? output.includes(text) : text.test(output))
      const startedAt = performance.now()
      while (!isThere()) {
        const isLate = performance.now() - startedAt > WAIT_MS
        if (child.exitCode !== null || isLate) throw new Error(`no ${String(text)} in:\n${output}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    /** Runs another command beside it. */
    run: (name: string, ...words: string[]) =>
      runCommandBeside(name, words, { cwd: root, env: { PATH: process.env.PATH, PORT: port } }),
    async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
      child.kill(signal)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    }
  }
  try {
    await stack.waitFor('Ctrl-C ends everything')
  } catch (error) {
    await stack.stop('SIGKILL')
    throw error
  }
  return stack
}
