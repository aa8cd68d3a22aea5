import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import fc from 'fast-check'
import {
  APP,
  type Backend,
  clientOf,
  failureOf,
  loginOf,
  newCode,
  startBackend
} from '../support/backend'
import { DOORS } from '../support/doors'

/** A WeChat that answers whatever a test wants. */
let odd: Server
let answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void
let asked: string[]
/** Must not be reached. */
let sink: Server
let sunk: string[]
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const listen = (server: Server) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

let backend: Backend
beforeAll(async () => {
  odd = createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? '')
    answer(incoming, outgoing)
  })
  sink = createServer((incoming, outgoing) => {
    sunk.push(incoming.url ?? '')
    outgoing.end()
  })
  sink.on('connect', (incoming, socket) => {
    sunk.push(incoming.url ?? '')
    socket.destroy()
  })
  await Promise.all([odd, sink].map(listen))
  backend = await startBackend({ wechatUrl: addressOf(odd) })
})
afterAll(async () => {
  await backend.stop()
  for (const server of [odd, sink]) {
    server.closeAllConnections()
    server.close()
  }
})
beforeEach(() => {
  asked = []
  sunk = []
})

const GOOD = { openid: 'o6_bmjrPTlm6_2sgVt7hMZOPfL2M', session_key: 'HyVFkGl5F5OQWJZZaNzBBg==' }

function send(body: unknown, { status = 200, type = 'text/plain' } = {}) {
  answer = (_incoming, outgoing) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    outgoing.writeHead(status, { 'content-type': type }).end(text)
  }
}

const MEGABYTE = Buffer.alloc(1024 * 1024, 'o')

async function sendMegabytes(count: number, outgoing: ServerResponse): Promise<void> {
  for (let sent = 0; sent < count && !outgoing.destroyed; sent++)
    if (!outgoing.write(MEGABYTE))
      await new Promise((resolve) => outgoing.once('drain', resolve).once('close', resolve))
  outgoing.end()
}

const FAULTS: [what: string, fault: () => void, status: number, code?: string][] = [
  ['never answers', () => (answer = () => undefined), 504, 'WECHAT_TIMEOUT'],
  [
    'drips for ever',
    () =>
      (answer = (incoming, outgoing) => {
        const timer = setInterval(() => outgoing.write(' '), 50)
        incoming.socket.once('close', () => clearInterval(timer))
      }),
    504,
    'WECHAT_TIMEOUT'
  ],
  [
    'sends 200 MB',
    () => (answer = (_incoming, outgoing) => void sendMegabytes(200, outgoing)),
    502,
    'WECHAT_BAD_ANSWER'
  ],
  [
    'resets the connection',
    () => (answer = (incoming) => incoming.socket.resetAndDestroy()),
    503,
    'WECHAT_UNAVAILABLE'
  ],
  [
    'resets it in the middle',
    () =>
      (answer = (incoming, outgoing) => {
        outgoing.writeHead(200, { 'content-length': '100' }).write('{"openid":')
        setTimeout(() => incoming.socket.resetAndDestroy(), 20)
      }),
    503,
    'WECHAT_UNAVAILABLE'
  ],
  ['answers 500', () => send('oops', { status: 500 }), 502, 'WECHAT_BAD_ANSWER'],
  ['answers 503 with a login', () => send(GOOD, { status: 503 }), 502, 'WECHAT_BAD_ANSWER'],
  ['answers HTML', () => send('<html></html>', { type: 'text/html' }), 502, 'WECHAT_BAD_ANSWER'],
  ['answers half of a JSON', () => send('{"openid":'), 502, 'WECHAT_BAD_ANSWER'],
  ['answers null', () => send('null'), 502, 'WECHAT_BAD_ANSWER'],
  ['answers []', () => send('[]'), 502, 'WECHAT_BAD_ANSWER'],
  ['answers {}', () => send('{}'), 502, 'WECHAT_BAD_ANSWER'],
  ['answers a text', () => send('"openid"'), 502, 'WECHAT_BAD_ANSWER'],
  ['writes the errcode as text', () => send({ errcode: '40029' }), 401, 'CODE_INVALID'],
  ['sends no openid', () => send({ ...GOOD, openid: undefined }), 502, 'WECHAT_BAD_ANSWER'],
  ['sends the openid 0', () => send({ ...GOOD, openid: 0 }), 502, 'WECHAT_BAD_ANSWER'],
  ['sends the openid true', () => send({ ...GOOD, openid: true }), 502, 'WECHAT_BAD_ANSWER'],
  ['sends a list', () => send({ ...GOOD, openid: [GOOD.openid] }), 502, 'WECHAT_BAD_ANSWER'],
  [
    'sends an openid with a quote',
    () => send({ ...GOOD, openid: "o' OR 1" }),
    502,
    'WECHAT_BAD_ANSWER'
  ],
  [
    'sends __proto__',
    () => send(`{"__proto__":${JSON.stringify(GOOD)}}`),
    502,
    'WECHAT_BAD_ANSWER'
  ],
  [
    'sends a key that is too short',
    () => send({ ...GOOD, session_key: 'c2hvcnQ=' }),
    502,
    'WECHAT_BAD_ANSWER'
  ]
]

describe.each(DOORS)('through %s', (door) => {
  const client = () => clientOf(backend.doors, door)

  it.each(FAULTS)(
    'F10: answers in time, with the fitting code, when WeChat fails: it %s',
    async (_what, fault, status, code) => {
      fault()
      const startedAt = performance.now()
      const reply = await client().logIn(newCode('alice'))
      expect([reply.status, failureOf(reply).code]).toEqual([status, code])
      expect(performance.now() - startedAt).toBeLessThan(4000)
      // a code may be spent however the answer looks
      expect(asked).toHaveLength(1)
    }
  )

  it('F11: asks WeChat once, and answers 503, while it says that it is busy', async () => {
    send({ errcode: -1, errmsg: 'system error' })
    const reply = await client().logIn(newCode('alice'))
    expect([reply.status, failureOf(reply).code]).toEqual([503, 'WECHAT_UNAVAILABLE'])
    expect(asked).toHaveLength(1)
  })

  it.each([
    [40029, 401, 'CODE_INVALID'],
    [40163, 401, 'CODE_USED'],
    [40226, 403, 'USER_BLOCKED'],
    [45009, 429, 'RATE_LIMITED'],
    [45011, 429, 'RATE_LIMITED'],
    [40013, 500, 'SERVER_MISCONFIGURED'],
    [40125, 500, 'SERVER_MISCONFIGURED'],
    [40164, 500, 'SERVER_MISCONFIGURED'],
    [40243, 500, 'SERVER_MISCONFIGURED'],
    [99999, 502, 'WECHAT_BAD_ANSWER']
  ])(
    "F12: translates WeChat's errcode, even beside an openid: %i to %i %s",
    async (errcode, status, code) => {
      for (const more of [{}, GOOD]) {
        send({ ...more, errcode, errmsg: `no, rid: ${errcode}-rid` })
        const reply = await client().logIn(newCode('alice'))
        expect([reply.status, failureOf(reply).code]).toEqual([status, code])
        expect(reply.headers['retry-after']).toBe(status === 429 ? '60' : undefined)
        if (status === 500)
          expect(failureOf(reply).message).toBe('Something went wrong on our side')
        expect(backend.lines.join()).toContain(`"errcode":${errcode},"rid":"${errcode}-rid"`)
      }
      expect(asked).toHaveLength(2)
    }
  )

  it.each([
    ['no errcode', GOOD],
    ['the errcode 0', { ...GOOD, errcode: 0, errmsg: 'ok' }],
    ['the errcode "0"', { ...GOOD, errcode: '0' }],
    ['more than is documented', { ...GOOD, expires_in: 7200, more: [1] }]
  ])('F13: logs in by any form of WeChat’s success: with %s', async (_what, body) => {
    send(body)
    expect((await client().logIn(newCode('alice'))).status).toBe(200)
  })

  it('S08: keeps users apart whose openids differ by letter case alone', async () => {
    const ids = new Set<string>()
    const openids = ['oAbC-123', 'oabc-123', 'OABC-123', 'oAbC_123']
    for (const openid of openids) {
      send({ ...GOOD, openid })
      ids.add(loginOf(await client().logIn(newCode('alice'))).session.userId)
    }
    expect(ids.size).toBe(openids.length)
    for (const openid of ['oAbC-123 ', 'öAbC-123', '']) {
      send({ ...GOOD, openid })
      expect((await client().logIn(newCode('alice'))).status).toBe(502)
    }
  })

  it('S11: follows no redirect, so that the AppSecret goes nowhere else', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      answer = (incoming, outgoing) => {
        outgoing.writeHead(status, { location: addressOf(sink) + incoming.url }).end()
      }
      const reply = await client().logIn(newCode('alice'))
      expect([reply.status, failureOf(reply).code]).toEqual([502, 'WECHAT_BAD_ANSWER'])
    }
    expect(asked.join()).toContain(APP.appSecret)
    expect(sunk).toEqual([])
  })

  it('S12: uses no proxy that the environment names', async () => {
    send(GOOD)
    const url = addressOf(sink)
    const names = ['http_proxy', 'https_proxy', 'all_proxy']
    const proxies = names.flatMap((name) => [
      [name, url],
      [name.toUpperCase(), url]
    ])
    const doors = backend.openMore({
      environment: Object.fromEntries(proxies) as Record<string, string>
    })
    expect((await clientOf(doors, door).logIn(newCode('alice'))).status).toBe(200)
    await doors.stop()
    expect([asked.length, sunk]).toEqual([1, []])
  })
})

it('F10: answers any JSON of WeChat with a coded failure or a login, and never with its content', async () => {
  const client = clientOf(backend.doors, 'a function-URL event')
  const part = fc.oneof(
    fc.constantFrom(...Object.values(GOOD), 0, -1, 40029, '40029', 45011, null, true, ''),
    fc.jsonValue()
  )
  const names = fc.constantFrom(
    'openid',
    'session_key',
    'errcode',
    'errmsg',
    'unionid',
    '__proto__'
  )
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc.dictionary(names, part).map((parts) => JSON.stringify(parts))
  )
  const known = [401, 403, 429, 500, 502, 503]
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      send(text)
      const reply = await client.logIn('any-code')
      if (reply.status === 200) {
        const { openid, session_key, errcode } = JSON.parse(text) as Record<string, unknown>
        expect([typeof openid, session_key]).toEqual(['string', GOOD.session_key])
        expect(Number(errcode ?? 0)).toBe(0)
      } else {
        expect(known).toContain(reply.status)
        expect(Object.keys(failureOf(reply)).sort()).toEqual(['code', 'message', 'requestId'])
      }
      expect(reply.body).not.toContain(GOOD.session_key)
      expect(reply.handled?.pollution).toEqual([])
    }),
    { numRuns: 5000 }
  )
}, 120_000)
