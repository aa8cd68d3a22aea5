import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { buildFunctions } from '../../tools/build'
import { LOCAL_RUN, RUN_ENVIRONMENT } from '../../tools/contract/door/run-environment'
import { migrate } from '../../tools/migrations'
import { throwAwayDir, useDatabase } from '../../tools/mysql'
import { openProject } from '../../tools/project'
import { freePort } from './free-port'
import { stoppedOnSignal } from './interrupt'

export const PROJECT = openProject(path.resolve(__dirname, '../..'))

/** Preloaded, it lets a process report what it uses. */
export const REPORT_USAGE = path.join(__dirname, 'report-usage.cjs')

/** The floor of what a function can be: a server that only answers. */
export const BARE_SERVER =
  'require("node:http").createServer((q, a) => a.end("{}")).listen(+process.env.PORT, "127.0.0.1")'

export interface BackEnd {
  /** The environment of each process that runs a function. */
  environment: Record<string, string>
  /** How long WeChat takes to answer. */
  delayWechat(ms: number): void
  stop(): Promise<void>
}

/** What functions need: their bundles, a database that writes each commit to disk, WeChat over TLS. */
export async function startBackEnd(): Promise<BackEnd> {
  await buildFunctions(PROJECT)
  const dir = await throwAwayDir()
  const database = await useDatabase({ url: process.env.DATABASE_URL, dir })
  await migrate(database.url, PROJECT.migrationsDir)
  const certFile = path.join(dir, 'wechat.pem')
  const wechat = await startWechat(certFile)
  const newKey = () => `bench:${randomBytes(32).toString('base64')}`
  return {
    environment: {
      [RUN_ENVIRONMENT]: LOCAL_RUN,
      NODE_EXTRA_CA_CERTS: certFile,
      WECHAT_API_URL: wechat.url,
      WECHAT_APPID: `wx${randomBytes(8).toString('hex')}`,
      WECHAT_APP_SECRET: randomBytes(16).toString('hex'),
      DATABASE_URL: database.url,
      DATABASE_CONNECTIONS: '4',
      TOKEN_KEYS: newKey(),
      SEALING_KEYS: newKey(),
      LOGINS_PER_USER: '0',
      LOGINS_PER_ADDRESS: '0'
    },
    delayWechat: wechat.delay,
    stop: stoppedOnSignal(async () => {
      await wechat.stop()
      await database.stop()
      rmSync(dir, { recursive: true, force: true })
    })
  }
}

/** Starts WeChat's login API; over TLS if there is a file for its certificate. */
export async function startWechat(...certFile: [] | [file: string]) {
  const child = spawnProgram([path.join(__dirname, 'wechat.ts'), ...certFile])
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('WeChat did not start')))
  const [url] = (await Promise.race([once(child, 'message'), ended])) as [string]
  return {
    url,
    pid: child.pid ?? 0,
    delay: (ms: number) => void child.send(ms),
    stop: () => end(child)
  }
}

/** Starts a TypeScript program that talks to its parent by messages. */
export function spawnProgram(args: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  // by a signal that it can act on: it may have started others
  stoppedOnSignal(() => end(child, 'SIGTERM'))
  return child
}

export interface Instance {
  url: string
  process: ChildProcess
  /** User and system time of the process, in µs. */
  cpuUs(): Promise<number>
  stop(): Promise<void>
}

/**
 * Starts Node with `args` as the platform starts a web function; resolves as soon as its port
 * accepts connections.
 */
export async function startInstance(
  args: string[],
  environment: Record<string, string>
): Promise<Instance> {
  const port = await freePort()
  const child = spawn(process.execPath, args, {
    cwd: PROJECT.root,
    env: { PATH: process.env.PATH, ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  const stop = stoppedOnSignal(() => end(child))
  const url = `http://127.0.0.1:${port}`
  while (!(await isOpen(url)))
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended instead of listening`)
  return {
    url,
    process: child,
    async cpuUs() {
      child.send('cpu')
      const [usage] = (await once(child, 'message')) as [NodeJS.CpuUsage]
      return usage.user + usage.system
    },
    stop
  }
}

export function bundleOf(name: string): string {
  return path.join(PROJECT.root, 'dist', `${name}.js`)
}

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

async function isOpen(url: string): Promise<boolean> {
  // a path that no function has, so that nothing but the process is measured
  const answers = await fetch(`${url}/-`).then(
    () => true,
    () => false
  )
  // polling without a pause would slow down what is starting
  if (!answers) await new Promise((resolve) => setTimeout(resolve, 2))
  return answers
}
