import { randomBytes } from 'node:crypto'
import { type Result, type Schemas } from '../../gateway-config/generated/contract'
import { startWechat, type WechatStandIn } from '../../mocks/wechat'
import { createDatabase, type TestDatabase } from './database'
import { type Door, type DoorReply, type DoorRequest, type Doors, openDoors } from './doors'
import { type FaultProxy, startFaultProxy } from './fault-proxy'
import { type ProcessOptions } from './function-process'
import { startTcpProxy, type TcpProxy, type Verdict, type Way } from './tcp-proxy'

/** The functions themselves, without a gateway, with a network that can fail on both sides. */
export interface Backend {
  database: TestDatabase
  /** Between the functions and the database. */
  mysql: FaultProxy
  wechat: WechatStandIn
  /** Between the functions and WeChat. */
  wechatLine: TcpProxy
  environment: Record<string, string>
  /** Every line that the functions have written. */
  lines: string[]
  doors: Doors
  /** Opens more instances of the functions, on the same database. */
  openMore(options?: Partial<ProcessOptions>): Doors
  stop(): Promise<void>
}

export interface BackendOptions {
  settings?: Record<string, string>
  database?: TestDatabase
  /** The functions reach WeChat here instead. */
  wechatUrl?: string
  /** Sees every message between the functions, the database and WeChat, and may lose it. */
  watch?(way: Way, text: unknown): Verdict
}

export const APP = { appId: 'wx0123456789abcdef', appSecret: '5'.repeat(31) + 'a' }

export async function startBackend(options: BackendOptions = {}): Promise<Backend> {
  const database = options.database ?? (await createDatabase())
  const mysql = await startFaultProxy(database.url)
  const wechat = await startWechat(APP)
  const { watch } = options
  if (watch) mysql.onData = watch
  const port = Number(new URL(wechat.url).port)
  const wechatLine = await startTcpProxy({ port }, watch && { judge: watch })
  const newKey = () => `test:${randomBytes(32).toString('base64')}`
  const environment = {
    TENCENTCLOUD_RUNENV: 'SCF-local',
    WECHAT_APPID: APP.appId,
    WECHAT_APP_SECRET: APP.appSecret,
    WECHAT_API_URL: options.wechatUrl ?? `http://127.0.0.1:${wechatLine.port}`,
    DATABASE_URL: mysql.url,
    DATABASE_CONNECTIONS: '4',
    TOKEN_KEYS: newKey(),
    SEALING_KEYS: newKey(),
    LOGINS_PER_USER: '0',
    LOGINS_PER_ADDRESS: '0',
    ...options.settings
  }
  const lines: string[] = []
  const opened: Doors[] = []
  const openMore = (more: Partial<ProcessOptions> = {}) => {
    const doors = openDoors({
      onLine: (line) => lines.push(line),
      ...more,
      environment: { ...environment, ...more.environment }
    })
    opened.push(doors)
    return doors
  }
  return {
    database,
    mysql,
    wechat,
    wechatLine,
    environment,
    lines,
    doors: openMore(),
    openMore,
    async stop() {
      await Promise.all(opened.map((doors) => doors.stop()))
      await Promise.all([mysql.stop(), wechatLine.stop(), wechat.stop()])
      if (!options.database) await database.drop()
    }
  }
}

export const JSON_TYPE = { 'content-type': 'application/json' }

let codes = 0

/** A code that the stand-in for WeChat accepts once. */
export function newCode(user: string, kind = 'dev'): string {
  return `${kind}-${user}-${process.pid}.${++codes}x`
}

/** Answers in the contract's forms. */
export const failureOf = ({ body }: DoorReply) => JSON.parse(body) as Schemas['Failure']
export const loginOf = ({ body }: DoorReply) => JSON.parse(body) as Result<'login'>

/** Calls by one door, as its client would. */
export function clientOf(doors: Doors, door: Door) {
  const call = (request: DoorRequest, remainingMs?: number) =>
    doors.call(door, request, remainingMs)
  const withToken = (
    token: string,
    method: string,
    path: string,
    body?: object,
    remainingMs?: number
  ) =>
    call(
      {
        method,
        path,
        headers: { authorization: `Bearer ${token}`, ...(body && JSON_TYPE) },
        ...(body && { body: JSON.stringify(body) })
      },
      remainingMs
    )
  const logIn = (code: string, remainingMs?: number) =>
    call(
      { method: 'POST', path: '/login', headers: JSON_TYPE, body: JSON.stringify({ code }) },
      remainingMs
    )
  return {
    call,
    withToken,
    logIn,
    /** Logs a user in with a new code. */
    async enter(user: string) {
      const reply = await logIn(newCode(user))
      if (reply.status !== 200) throw new Error(`login of ${user}: ${reply.body}`)
      return loginOf(reply)
    },
    session: (token: string, remainingMs?: number) =>
      withToken(token, 'GET', '/session', undefined, remainingMs)
  }
}

export type Client = ReturnType<typeof clientOf>
