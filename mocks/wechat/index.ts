import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isForeign, listen, urlOf } from '../local-server'
import { failed, type MockAnswer } from './answers'
import { findApi, type Question } from './apis'
import { createApp, type MockApp } from './apps'
import { createJudges } from './content'
import { FAULTS } from './faults'
import { createPusher, type Pusher, type PushOrder } from './push'

const JSON_TYPE = { 'content-type': 'application/json' }

export interface WechatStandIn {
  url: string
  /** The paths requested so far; without their queries, which contain secrets. */
  asked: string[]
  /** The first mini-program, or the one named, whose users, secret and token a test can change. */
  app(appId?: string): MockApp
  /** Answers this path with `errcode` only; undefined ends that. */
  refuse(path: string, errcode: number | undefined): void
  /** Delays every answer, in milliseconds. */
  delay(ms: number): void
  /** Pushes messages to the back end; POST /_push with a PushOrder does so, too. */
  pusher: Pusher
  /** Closes idle connections, as a server does after a while. */
  closeIdle(): void
  stop(): Promise<void>
}

interface WechatOptions {
  appId: string
  appSecret: string
  /** The secrets of more mini-programs, by AppID. */
  moreApps?: Record<string, string>
  /** How long it looks at a picture. */
  verdictMs?: number
}

/** Starts a mock of api.weixin.qq.com on a free local port, with the APIs that the functions use. */
export async function startWechat(options: WechatOptions): Promise<WechatStandIn> {
  const { appId, appSecret, moreApps = {} } = options
  const secrets = Object.entries({ [appId]: appSecret, ...moreApps })
  const apps = secrets.map(([id, secret]) =>
    createApp(id, secret, (picture) => judges.judge(id, picture))
  )
  const appOf = (id = appId) => {
    const app = apps.find((each) => each.appId === id)
    if (!app) throw new Error(`this mock has no mini-program ${id}`)
    return app
  }
  const pusher = createPusher(appId, {
    openidOf: (id, user) => appOf(id).accounts.openidOf(user),
    pictureOf: (id, openid) => judges.latest(id, openid)
  })
  const judges = createJudges(pusher, options.verdictMs)
  const asked: string[] = []
  const refusing = new Map<string, number>()
  let delayMs = 0

  function answer(question: Question): MockAnswer {
    const errcode = refusing.get(question.path)
    if (errcode !== undefined) return failed(errcode)
    return findApi(question.path)?.(question, apps) ?? { fault: 'notFound' }
  }

  async function pushFor({ body }: Question, outgoing: ServerResponse): Promise<void> {
    const send = (status: number, content: object) =>
      outgoing.writeHead(status, JSON_TYPE).end(JSON.stringify(content))
    try {
      if (typeof body.event !== 'string') throw new Error('which event?')
      send(200, await pusher.push(body as unknown as PushOrder))
    } catch (error) {
      send(400, { message: (error as Error).message })
    }
  }

  const server = createServer((incoming, outgoing) => {
    if (isForeign(incoming)) return void outgoing.writeHead(403).end()
    readQuestion(incoming, (question) => {
      if (question.path === '/_push') return void pushFor(question, outgoing)
      asked.push(question.path)
      const outcome = answer(question)
      if (delayMs) setTimeout(() => reply(outcome, incoming, outgoing), delayMs).unref()
      else reply(outcome, incoming, outgoing)
    })
  })
  const { url, stop } = await listen(server)
  return {
    url,
    asked,
    app: appOf,
    pusher,
    refuse(path, errcode) {
      if (errcode === undefined) refusing.delete(path)
      else refusing.set(path, errcode)
    },
    delay: (ms) => (delayMs = ms),
    closeIdle: () => server.closeIdleConnections(),
    async stop() {
      await judges.stop()
      await stop()
    }
  }
}

function readQuestion(incoming: IncomingMessage, done: (question: Question) => void): void {
  const { pathname, searchParams } = urlOf(incoming)
  const query = Object.fromEntries(searchParams)
  let text = ''
  incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  incoming.on('end', () => {
    done({ method: incoming.method ?? 'GET', path: pathname, query, body: parse(text) })
  })
}

function parse(text: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(text) as object) }
  } catch {
    return {}
  }
}

function reply(outcome: MockAnswer, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if ('json' in outcome) {
    // as the real server, which does not send application/json
    outgoing.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(outcome.json))
    return
  }
  if ('image' in outcome) {
    outgoing.writeHead(200, { 'content-type': 'image/png' }).end(outcome.image)
    return
  }
  const fault = FAULTS[outcome.fault]
  if (fault) fault(incoming, outgoing)
  else outgoing.writeHead(404).end()
}
