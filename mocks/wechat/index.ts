import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { failed, type Outcome } from './answers'
import { findApi, type Question } from './apis'
import { type App, createApp } from './apps'
import { FAULTS } from './faults'

export interface WechatStandIn {
  url: string
  /** Paths asked so far, without their query: it holds secrets. */
  asked: string[]
  /** The mini-program, or the one named; their users, secrets and tokens can be steered. */
  app(appId?: string): App
  /** Until `errcode` is undefined, this path answers nothing else. */
  refuse(path: string, errcode: number | undefined): void
  /** Each answer waits this long, in milliseconds. */
  delay(ms: number): void
  /**
   * Ends connections that wait for another question, as a server does when it has waited long
   * enough.
   */
  closeIdle(): void
  stop(): Promise<void>
}

export interface WechatOptions {
  appId: string
  appSecret: string
  /** More mini-programs: their secrets by AppID. */
  moreApps?: Record<string, string>
  port?: number
}

/**
 * Stands in for api.weixin.qq.com on a free local port (or `port`). Only the APIs that our
 * functions use.
 */
export async function startWechat(options: WechatOptions): Promise<WechatStandIn> {
  const { appId, appSecret, moreApps = {} } = options
  const secrets = Object.entries({ [appId]: appSecret, ...moreApps })
  const apps = secrets.map(([id, secret]) => createApp(id, secret))
  const asked: string[] = []
  const refusing = new Map<string, number>()
  let delayMs = 0

  function answer(question: Question): Outcome {
    const errcode = refusing.get(question.path)
    if (errcode !== undefined) return failed(errcode)
    return findApi(question.path)?.(question, apps) ?? { fault: 'notFound' }
  }

  const server = createServer((incoming, outgoing) => {
    readQuestion(incoming, (question) => {
      asked.push(question.path)
      const outcome = answer(question)
      if (delayMs) setTimeout(() => reply(outcome, incoming, outgoing), delayMs).unref()
      else reply(outcome, incoming, outgoing)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    app(id = appId) {
      const app = apps.find((each) => each.appId === id)
      if (!app) throw new Error(`no mini-program ${id} here`)
      return app
    },
    refuse(path, errcode) {
      if (errcode === undefined) refusing.delete(path)
      else refusing.set(path, errcode)
    },
    delay: (ms) => (delayMs = ms),
    closeIdle: () => server.closeIdleConnections(),
    stop: () => stop(server)
  }
}

function readQuestion(incoming: IncomingMessage, done: (question: Question) => void): void {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://wechat')
  const query = Object.fromEntries(searchParams)
  let text = ''
  incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  incoming.on('end', () => {
    const { method = 'GET' } = incoming
    done({ method, path: pathname, query, body: parse(text), bodyLength: text.length })
  })
}

function parse(text: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(text) as object) }
  } catch {
    return {}
  }
}

function reply(outcome: Outcome, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if ('json' in outcome) {
    // not application/json: the real one says text/plain
    outgoing.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(outcome.json))
    return
  }
  const fault = FAULTS[outcome.fault]
  if (fault) fault(incoming, outgoing)
  else outgoing.writeHead(404).end()
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
