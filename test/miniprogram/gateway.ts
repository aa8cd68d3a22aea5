import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { codes, type ErrorCode, type Schemas } from '../../miniprogram/api/contract'
import { type Account, accountScripts, createAccount, revoke, USER_ID } from './account'

export interface Received {
  route: string
  body: unknown
  token: string | undefined
  contentType: string | undefined
  idempotencyKey: string | undefined
}

export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: unknown
}

/** Answers one request; undefined cuts the connection without a reply. */
export type Script = (received: Received) => Answer | undefined | Promise<Answer | undefined>

export interface Gateway {
  url: string
  received: Received[]
  /** Tokens of live sessions. */
  tokens: Set<string>
  account: Account
  /** This phone's own session, as the gateway describes it. */
  session(): Schemas['Session']
  /** Answers the next request of a route ('GET /session') in place of the usual behaviour. */
  next(route: string, script: Script): void
  /** Holds back the answer to the next request of a route until `release()`. */
  hold(route: string, script?: Script): { arrived: Promise<void>; release(): void }
  /** How many requests of a route have come in. */
  count(route: string): number
  /** Resolves as soon as that many requests have come in. */
  arrived(requests: number): Promise<void>
  close(): Promise<void>
}

const CREATED_AT = '2030-01-01T08:00:00.000Z'

/** The contract's body and status of a failure. */
export function failing(code: ErrorCode, headers?: Record<string, string>): Script {
  const { status, message } = codes[code]
  return () => ({ status, headers, body: { code, message, requestId: `request-${code}` } })
}

/** A gateway for one test: one login per code, sessions that end, honest statuses. */
export async function startGateway(): Promise<Gateway> {
  const scripts = new Map<string, Script[]>()
  const usedCodes = new Set<string>()
  const tokens = new Set<string>()
  const received: Received[] = []
  const account = createAccount()
  const waiting: { requests: number; resolve: () => void }[] = []

  const behaviour: Record<string, Script> = {
    'POST /login'(request) {
      if (request.contentType !== 'application/json')
        return failing('UNSUPPORTED_MEDIA_TYPE')(request)
      const { code } = request.body as Schemas['LoginRequest']
      if (usedCodes.has(code)) return failing('CODE_USED')(request)
      usedCodes.add(code)
      const token = `token-of-${code}`
      tokens.add(token)
      return { status: 200, body: { token, expiresAt: expiry(), session: session() } }
    },
    'GET /session'(request) {
      if (!tokens.has(request.token ?? '')) return failing('UNAUTHENTICATED')(request)
      return { status: 200, body: { session: session() } }
    },
    'DELETE /session'(request) {
      if (!tokens.delete(request.token ?? '')) return failing('UNAUTHENTICATED')(request)
      return { status: 204 }
    },
    'POST /session/renewal'() {
      const token = `renewed-${renewals++}`
      tokens.add(token)
      return { status: 200, body: { token, expiresAt: expiry(), session: session() } }
    }
  }
  let renewals = 1
  const scriptsWithToken = accountScripts(account, session)
  for (const [route, script] of Object.entries(scriptsWithToken))
    behaviour[route] = (request) =>
      tokens.has(request.token ?? '') ? script(request) : failing('UNAUTHENTICATED')(request)

  const usual: Script = (request) =>
    behaviour[request.route]?.(request) ??
    revoke(account, request.route) ??
    failing('NOT_FOUND')(request)

  const next: Gateway['next'] = (route, script) =>
    void scripts.set(route, [...(scripts.get(route) ?? []), script])

  const server = createServer((incoming, response) => {
    void readRequest(incoming).then(async (request) => {
      received.push(request)
      for (const each of waiting) if (received.length >= each.requests) each.resolve()
      const script = scripts.get(request.route)?.shift() ?? usual
      const answer = await script(request)
      if (answer) reply(response, answer, received.length)
      else incoming.socket.destroy()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    tokens,
    account,
    session,
    next,
    hold(route, script = usual) {
      let release = () => {}
      const released = new Promise<void>((resolve) => (release = resolve))
      const arrived = new Promise<void>((resolve) =>
        next(route, async (request) => {
          resolve()
          await released
          return script(request)
        })
      )
      return { arrived, release }
    },
    count: (route) => received.filter((each) => each.route === route).length,
    arrived: (requests) =>
      new Promise((resolve) => {
        if (received.length >= requests) resolve()
        else waiting.push({ requests, resolve })
      }),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

function session(): Schemas['Session'] {
  return {
    id: '01935e0e46007c008a6b3f5d2e1c0b9a',
    userId: USER_ID,
    createdAt: CREATED_AT,
    lastSeenAt: CREATED_AT,
    expiresAt: expiry(),
    endsAt: expiry(),
    current: true
  }
}

function expiry(): string {
  return new Date(Date.now() + 24 * 3600 * 1000).toISOString()
}

async function readRequest(incoming: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  return {
    route: `${incoming.method} ${incoming.url}`,
    body: text ? JSON.parse(text) : undefined,
    token: /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1],
    contentType: incoming.headers['content-type'],
    idempotencyKey: incoming.headers['idempotency-key'] as string | undefined
  }
}

function reply(response: ServerResponse, { status, headers, body }: Answer, number: number): void {
  response.writeHead(status, {
    'X-Request-Id': `request-${number}`,
    'X-Gateway-Source': 'function:test',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...headers
  })
  response.end(typeof body === 'string' ? body : body && JSON.stringify(body))
}
