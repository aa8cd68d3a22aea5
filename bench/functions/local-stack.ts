import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { type WechatStandIn } from '../../mocks/wechat'
import { startStandIn } from '../../mocks/wechat/stand-in'
import { buildFunctions } from '../../tools/build'
import { LOCAL_RUN, RUN_ENVIRONMENT } from '../../tools/contract/door/run-environment'
import { migrate } from '../../tools/migrations'
import { throwAwayDir, useDatabase } from '../../tools/mysql'
import { openProject } from '../../tools/project'
import { type Stack, startStack } from '../../tools/stack'
import { freePort } from '../free-port'

const PROJECT = openProject(path.resolve(__dirname, '../..'))

/** What the local stack uses by default: not a secret. */
const WECHAT_APP = { WECHAT_APPID: 'wx0000000000000000', WECHAT_APP_SECRET: '0'.repeat(32) }

export interface LocalStack {
  stack: Stack
  wechat?: WechatStandIn
  databaseUrl: string
  wechatUrl: string
  /** The environment of each function's instances. */
  environment: Record<string, string>
  stop(): Promise<void>
}

/** Starts the whole back end with its own database. */
export async function startLocalStack(): Promise<LocalStack> {
  await buildFunctions(PROJECT)
  const dir = await throwAwayDir()
  const database = await useDatabase({ url: process.env.DATABASE_URL, dir })
  await migrate(database.url, PROJECT.migrationsDir)
  const newKey = () => `bench:${randomBytes(32).toString('base64')}`
  const settings = {
    ...WECHAT_APP,
    DATABASE_URL: database.url,
    DATABASE_CONNECTIONS: '4',
    TOKEN_KEYS: newKey(),
    SEALING_KEYS: newKey(),
    LOGINS_PER_USER: '0',
    LOGINS_PER_ADDRESS: '0'
  }
  let wechat: WechatStandIn | undefined
  const stack = await startStack({
    project: PROJECT,
    port: 0,
    settings,
    async startStandIns(known) {
      const standIn = await startStandIn(known)
      wechat = standIn?.wechat
      return standIn ? [standIn] : []
    },
    log: () => undefined
  })
  const wechatUrl = wechat?.url ?? ''
  return {
    stack,
    wechat,
    databaseUrl: database.url,
    wechatUrl,
    environment: { ...settings, WECHAT_API_URL: wechatUrl },
    async stop() {
      await stack.stop()
      await database.stop()
      rmSync(dir, { recursive: true, force: true })
    }
  }
}

export interface Instance {
  url: string
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
    env: {
      PATH: process.env.PATH,
      [RUN_ENVIRONMENT]: LOCAL_RUN,
      ...environment,
      PORT: String(port)
    },
    stdio: ['ignore', 'ignore', 'inherit']
  })
  const ended = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  while (!(await isOpen(url)))
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended instead of listening`)
  return {
    url,
    async stop() {
      child.kill('SIGKILL')
      await ended
    }
  }
}

export function bundleOf(name: string): string {
  return path.join(PROJECT.root, 'dist', `${name}.js`)
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
