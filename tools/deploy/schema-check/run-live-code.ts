import { randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import { createScf, type FunctionSettings } from '../../scf'
import { startWechat } from '../../../mocks/wechat'
import type { LiveFunction } from './live-code'

export interface LiveAnswer {
  status: number
  body: string
}

export interface RunningCode {
  /** Calls a function as its URL would. */
  call: (
    name: string,
    request: { method: string; path: string; headers?: Record<string, string>; body?: object }
  ) => Promise<LiveAnswer>
  /** What the functions have written so far. */
  lines: string[]
  stop: () => Promise<void>
}

/**
 * Runs functions as SCF does, before the stand-in of WeChat and a database at `databaseUrl`. Their
 * keys are new, and none of the stage's settings is used: this is the stage's code, not the stage.
 */
export async function runLiveCode(
  functions: LiveFunction[],
  databaseUrl: string
): Promise<RunningCode> {
  const account = { appId: 'wx0000000000000000', appSecret: randomBytes(16).toString('hex') }
  const wechat = await startWechat(account)
  const newKey = () => `check:${randomBytes(32).toString('base64')}`
  const environment = {
    WECHAT_APPID: account.appId,
    WECHAT_APP_SECRET: account.appSecret,
    WECHAT_API_URL: wechat.url,
    DATABASE_URL: databaseUrl,
    DATABASE_CONNECTIONS: '1',
    TOKEN_KEYS: newKey(),
    SEALING_KEYS: newKey()
  }
  const lines: string[] = []
  const settings = functions.map((live) => settingsOf(live, environment))
  const scf = createScf({ functions: settings, log: (line) => lines.push(line) })
  return {
    lines,
    async call(name, { method, path: asked, headers = {}, body }) {
      const { status, body: said } = await scf.request(name, {
        method,
        path: asked,
        query: {},
        headers: { 'content-type': 'application/json', ...headers },
        body: body ? JSON.stringify(body) : '',
        requestId: randomUUID(),
        remoteAddress: '127.0.0.1'
      })
      return { status, body: said.toString() }
    },
    async stop() {
      await scf.stop()
      await wechat.stop()
    }
  }
}

function settingsOf(live: LiveFunction, environment: Record<string, string>): FunctionSettings {
  const [file, handler = 'main_handler'] =
    live.type === 'web' ? [live.name] : live.handler.split('.')
  return {
    ...live,
    bundle: path.join(live.folder, `${file}.js`),
    event: 'url',
    handler,
    concurrency: 1,
    maxInstances: 1,
    environment,
    timers: []
  }
}
