import { randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import { stopAll } from '../../common/stop-all'
import { createScf, type FunctionSettings } from '../../scf'
import { type StartStandIns } from '../../stack'
import { type LiveFunction } from './live-code'

export interface LiveAnswer {
  status: number
  body: string
}

export interface RunningCode {
  /** Calls a function as its function URL would. */
  call: (
    name: string,
    request: { method: string; path: string; headers?: Record<string, string>; body?: object }
  ) => Promise<LiveAnswer>
  /** What the functions have logged so far. */
  lines: string[]
  stop: () => Promise<void>
}

/**
 * Runs functions as SCF does, with the project's stand-ins and a database at `databaseUrl`. Their
 * keys are new, and none of the stage's settings is used.
 */
export async function runLiveCode(
  functions: LiveFunction[],
  { databaseUrl, startStandIns }: { databaseUrl: string; startStandIns: StartStandIns }
): Promise<RunningCode> {
  const newKey = () => `check:${randomBytes(32).toString('base64')}`
  const environment: Record<string, string> = {
    WECHAT_APPID: 'wx0000000000000000',
    WECHAT_APP_SECRET: randomBytes(16).toString('hex'),
    DATABASE_URL: databaseUrl,
    DATABASE_CONNECTIONS: '1',
    TOKEN_KEYS: newKey(),
    SEALING_KEYS: newKey()
  }
  const standIns = await startStandIns(environment)
  for (const standIn of standIns) Object.assign(environment, standIn.settings)
  const lines: string[] = []
  const settings = functions.map((live) => settingsOf(live, environment))
  const scf = createScf({ functions: settings, log: (line) => lines.push(line) })
  return {
    lines,
    async call(name, { headers = {}, body, ...request }) {
      const answer = await scf.request(name, {
        ...request,
        rawQuery: '',
        headers: { 'content-type': 'application/json', ...headers },
        body: Buffer.from(body ? JSON.stringify(body) : ''),
        requestId: randomUUID(),
        remoteAddress: '127.0.0.1'
      })
      return { status: answer.status, body: answer.body.toString() }
    },
    stop: () => stopAll([...standIns, scf])
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
