import { type CosStandIn } from '../../mocks/cos'
import { type CosWorld } from '../../mocks/cos/stand-in'
import { type WechatStandIn } from '../../mocks/wechat'
import { type WechatWorld } from '../../mocks/wechat/stand-in'
import { type Stack, type StackOptions, startStack } from '../../tools/stack'
import { OWN_SETTINGS } from '../own-settings'
import { createDatabase, type TestDatabase } from './database'
import { type FaultProxy, startFaultProxy } from './fault-proxy'
import { project } from './project'

export interface TestStack extends Stack {
  database: TestDatabase
  /** undefined when WECHAT_API_URL names another server. */
  wechat?: WechatStandIn
  /** Throws when FILES_URL names another server. */
  cos: CosStandIn
  proxy: FaultProxy
  /** Every line that the functions and the mocks have logged. */
  lines: string[]
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** POST /login. */
  login(code: string): Promise<Response>
  /** Logs a user in with a new code and returns the token. */
  tokenOf(user: string): Promise<string>
}

let codes = 0

/**
 * Starts the local stack on free ports, with its own database behind a proxy that can fail. `stop`
 * rejects when a function gave an answer that the contract does not allow.
 */
export async function startTestStack(
  settings: Record<string, string> = {},
  sharedDatabase?: TestDatabase,
  options: Partial<StackOptions> = {}
): Promise<TestStack> {
  const database = sharedDatabase ?? (await createDatabase())
  const proxy = await startFaultProxy(database.url)
  const lines: string[] = []
  const stack = await startStack({
    project,
    port: 0,
    settings: { DATABASE_URL: proxy.url, ...OWN_SETTINGS, ...settings },
    log: (line) => lines.push(line),
    // an asynchronous call that finds its function busy is made again after a minute
    minuteMs: 50,
    ...options
  })
  const self: TestStack = {
    ...stack,
    wechat: (stack.standIns.find(({ name }) => name === 'wechat') as WechatWorld | undefined)
      ?.wechat,
    get cos() {
      const world = stack.standIns.find(({ name }) => name === 'cos') as CosWorld | undefined
      if (!world) throw new Error('this stack has no stand-in for object storage')
      return world.cos
    },
    database,
    proxy,
    lines,
    fetch: (path, init) => fetch(stack.url + path, init),
    login: (code) => self.fetch('/login', postJson({ code })),
    async tokenOf(user) {
      const response = await self.login(freshCode(user))
      return ((await response.json()) as { token: string }).token
    },
    async stop() {
      await stack.stop()
      const drift = lines.filter((line) => / drift: /.test(line))
      await proxy.stop()
      if (!sharedDatabase) await database.drop()
      if (drift.length) throw new Error(`answers differ from the contract:\n${drift.join('\n')}`)
      const refused = new Set(lines.filter((line) => /^\w+ \|   [A-Z_]+ is missing: /.test(line)))
      if (refused.size)
        throw new Error(
          `settings without a value in test/own-settings.ts:\n${[...refused].join('\n')}`
        )
    }
  }
  return self
}

/** A code that the mock of WeChat accepts once. */
export function freshCode(user: string): string {
  return `dev-${user}-${process.pid}.${++codes}`
}

export function postJson(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body)
  }
}

export function bearer(token: string, init: RequestInit = {}): RequestInit {
  return { ...init, headers: { authorization: `Bearer ${token}` } }
}
