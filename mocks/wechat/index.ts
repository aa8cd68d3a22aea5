import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAccounts, failed, type Accounts, type Outcome } from './answers'
import { FAULTS } from './faults'

export interface WechatStandIn {
  url: string
  /** Paths asked so far, without their query: it holds secrets. */
  asked: string[]
  /** Each answer waits this long, in milliseconds. */
  delay(ms: number): void
  /**
   * Ends connections that wait for another question, as a server does when it has waited long
   * enough.
   */
  closeIdle(): void
  stop(): Promise<void>
}

/**
 * Stands in for api.weixin.qq.com on a free local port (or `port`). Only the API that logins use.
 */
export async function startWechat(options: {
  appId: string
  appSecret: string
  port?: number
}): Promise<WechatStandIn> {
  const accounts = createAccounts(options.appId)
  const asked: string[] = []
  let delayMs = 0
  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://wechat')
    asked.push(url.pathname)
    const outcome = judge(incoming, url, options, accounts)
    if (delayMs) setTimeout(() => reply(outcome, incoming, outgoing), delayMs).unref()
    else reply(outcome, incoming, outgoing)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    delay: (ms) => (delayMs = ms),
    closeIdle: () => server.closeIdleConnections(),
    stop: () => stop(server)
  }
}

/** What api.weixin.qq.com checks, in its order. */
function judge(
  { method }: IncomingMessage,
  { pathname, searchParams }: URL,
  { appId, appSecret }: { appId: string; appSecret: string },
  accounts: Accounts
): Outcome {
  if (pathname !== '/sns/jscode2session') return { fault: 'notFound' }
  if (method !== 'GET') return failed(43001)
  if (!searchParams.get('appid')) return failed(41002)
  if (searchParams.get('appid') !== appId) return failed(40013)
  if (!searchParams.get('secret')) return failed(41004)
  if (searchParams.get('secret') !== appSecret) return failed(40125)
  const code = searchParams.get('js_code')
  if (!code) return failed(41008)
  return accounts.redeem(code)
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
