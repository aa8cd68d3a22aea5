import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http'
import { type Socket } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { startWechat, type WechatStandIn } from '../../../mocks/wechat'
import { hashOf, PREPARED } from '../../../tools/deploy/plugin/prepare'
import {
  type CloudCall,
  isWrite,
  startTencentCloud,
  type TencentCloud,
  type TruthName,
  TRUTHS
} from '../../../tools/rehearsal'
import { OWN_SETTINGS } from '../../own-settings'
import { createDatabase, type TestDatabase } from '../../support/database'
import { commandLine, project } from '../../support/project'

/** A command that takes longer hangs. */
const DEADLINE_MS = 220_000

/** The stand-in for the cloud, everything that the functions need, and the commands. */
export interface Rehearsal {
  cloud: TencentCloud
  wechat: WechatStandIn
  database: TestDatabase
  /** A stage's settings, as .env.<stage> would have them. */
  settings: Record<string, string>
  /** Runs a command of the command line. */
  run: (
    name: string,
    args: string[],
    env?: Record<string, string>,
    options?: RunOptions
  ) => Promise<Ended>
  /** Runs `serverless <command>` in the folder of a service. */
  serverless: (
    command: string,
    serviceDir: string,
    options?: { env?: Record<string, string>; deadlineMs?: number }
  ) => Promise<Ended>
  /**
   * Calls a public address as a mini-program would: through TLS, with the stand-in in the place of
   * the whole internet.
   */
  ask: (url: string, init?: Init) => Promise<Answer>
  /** The address of a deployed function's function URL. */
  urlOf: (functionName: string) => string
  stop: () => Promise<void>
}

interface Init {
  method?: string
  headers?: object
  /** Text is sent as it is, and anything else as JSON. */
  body?: string | object
}

interface RunOptions {
  cwd?: string
  deadlineMs?: number
  /** Once this is printed, the command gets SIGTERM. */
  endAt?: string
}

export interface Ended {
  /** null when it had to be killed */
  code: number | null
  output: string
  /** The calls that reached the cloud meanwhile */
  calls: CloudCall[]
  writes: CloudCall[]
}

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  json: unknown
}

/** Which of the contradicting reports of the cloud is taken for true: see `assume/`. */
export function assumedTruth(): TruthName {
  return (process.env.REHEARSAL_TRUTH ?? 'lenient') as TruthName
}

/**
 * `root`: the project or a copy of it. `random`: from 0 to 1, decides which version gets a call.
 */
export async function startRehearsal(
  root = project.root,
  random?: () => number
): Promise<Rehearsal> {
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const truth = TRUTHS[assumedTruth()]
  const cloud = await startTencentCloud({ log, truth, ...(random && { random }) })
  const account = { appId: 'wx0123456789abcdef', appSecret: randomBytes(16).toString('hex') }
  const wechat = await startWechat(account)
  const database = await createDatabase()
  const newKey = () => `k1:${randomBytes(32).toString('base64')}`
  const settings = {
    ...OWN_SETTINGS,
    WECHAT_APPID: account.appId,
    WECHAT_APP_SECRET: account.appSecret,
    WECHAT_API_URL: wechat.url,
    // functions with a role would call the cloud itself
    FUNCTIONS_API_URL: 'http://127.0.0.1:1',
    DATABASE_URL: database.url,
    TOKEN_KEYS: newKey(),
    SEALING_KEYS: newKey()
  }

  async function spawnNode(
    args: string[],
    env: Record<string, string>,
    { cwd = root, deadlineMs = DEADLINE_MS, endAt }: RunOptions = {}
  ): Promise<Ended> {
    const before = cloud.calls.length
    const child = spawn(process.execPath, args, {
      cwd,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        // so that any number of functions fits the test server
        DATABASE_CONNECTIONS: '1',
        // WeChat is a stand-in at a local address
        TENCENTCLOUD_RUNENV: 'SCF-local',
        ...cloud.env,
        ...settings,
        ...env
      },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => {
        output += data.toString()
        if (endAt && output.includes(endAt)) child.kill('SIGTERM')
      })
    const late = setTimeout(() => child.kill('SIGKILL'), deadlineMs)
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    clearTimeout(late)
    const calls = cloud.calls.slice(before)
    return { code, output, calls, writes: calls.filter(isWrite) }
  }

  const program = path.join(project.deployDir, 'node_modules/serverless/bin/serverless.js')
  return {
    cloud,
    wechat,
    database,
    settings,
    run: (name, args, env = {}, options) => spawnNode(commandLine(name, ...args), env, options),
    serverless: (command, serviceDir, { env = {}, deadlineMs } = {}) =>
      spawnNode(
        [program, ...command.split(' ')],
        { SLS_GEO_LOCATION: 'no-cn', SLS_TELEMETRY_DISABLED: '1', CI: '1', ...prepared(), ...env },
        { cwd: serviceDir, deadlineMs }
      ),
    ask: (url, init) => ask(cloud, new URL(url), init),
    urlOf(functionName) {
      const { triggers = [] } = cloud.state.functions.get(functionName) ?? {}
      const { TriggerDesc = '{}' } = triggers.find(({ Type }) => Type === 'http') ?? {}
      const { NetConfig } = JSON.parse(TriggerDesc) as { NetConfig?: { ExtranetUrl: string } }
      return NetConfig?.ExtranetUrl ?? `no function URL of ${functionName}`
    },
    async stop() {
      await cloud.stop()
      await wechat.stop()
      await database.drop()
    }
  }
}

/** The archive of `test` that was built last counts as built and checked for this deployment. */
function prepared(): Record<string, string> {
  const file = path.join(project.localDir, 'deploy', 'test.zip')
  return existsSync(file) ? { [PREPARED]: hashOf(readFileSync(file)) } : {}
}

/** Sends one request through the proxy: CONNECT, TLS with the stand-in's authority, then HTTP. */
async function ask(
  { port, caPem }: TencentCloud,
  url: URL,
  { method = 'GET', headers = {}, body }: Init = {}
): Promise<Answer> {
  const tunnel = httpRequest({
    host: '127.0.0.1',
    port,
    method: 'CONNECT',
    path: `${url.host}:443`
  })
  tunnel.end()
  const [, socket] = (await once(tunnel, 'connect')) as [IncomingMessage, Socket]
  const secure = connectTls({ socket, servername: url.hostname, ca: caPem })
  const outgoing = httpRequest({
    createConnection: () => secure,
    host: url.hostname,
    path: url.pathname + url.search,
    method,
    headers: { host: url.host, 'content-type': 'application/json', connection: 'close', ...headers }
  })
  outgoing.end(typeof body === 'object' ? JSON.stringify(body) : body)
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  const content = await text(incoming)
  const { statusCode: status = 0, headers: replied } = incoming
  return { status, headers: replied, json: content ? JSON.parse(content) : undefined }
}
