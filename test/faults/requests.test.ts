import { connect } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import fc from 'fast-check'
import {
  type Backend,
  clientOf,
  failureOf,
  JSON_TYPE,
  newCode,
  startBackend
} from '../support/backend'
import { type Door, type DoorReply, type DoorRequest, DOORS, eventOf } from '../support/doors'

let backend: Backend
beforeAll(async () => (backend = await startBackend()))
afterAll(() => backend.stop())

const login = { method: 'POST', path: '/login', headers: JSON_TYPE }
const LONGEST_CPU_MS = 50

function expectRefusal(reply: DoorReply, ...statuses: number[]): void {
  expect(statuses).toContain(reply.status)
  // or Wafer's own form
  expect(Object.keys(failureOf(reply)).sort().join()).toMatch(/^code,(message,requestId|error)$/)
  if (!reply.handled) return
  expect(reply.handled.cpuMs).toBeLessThan(LONGEST_CPU_MS)
  expect(reply.handled.pollution).toEqual([])
}

const BODIES: [what: string, body: string | Buffer, status: number][] = [
  ['empty', '', 400],
  ['null', 'null', 400],
  ['a list', '[]', 400],
  ['a number', '1', 400],
  ['an empty code', '{"code":""}', 400],
  ['a code of the wrong type', '{"code":{"$ne":null}}', 400],
  ['a code that is too long', JSON.stringify({ code: 'x'.repeat(129) }), 400],
  ['a code with a line end', '{"code":"a\\nb"}', 400],
  ['a code with half a character', '{"code":"\\ud83d"}', 400],
  ['an unknown key', '{"code":"dev-a-1","openid":"oVictim"}', 400],
  ['__proto__', '{"code":"dev-a-1","__proto__":{"admin":true}}', 400],
  ['constructor', '{"code":"dev-a-1","constructor":{"prototype":{"admin":true}}}', 400],
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 400],
  ['8 KB of brackets', `{"code":${'['.repeat(8000)}`, 400],
  ['5 MB of brackets', '['.repeat(5_000_000), 413],
  ['5 MB of text', JSON.stringify({ code: 'x'.repeat(5_000_000) }), 413]
]

const entries = (count: number, one: (i: number) => [string, string]) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => one(i)))
const cookies = (count: number) => entries(count, (i) => [`c${i}`, '1'.repeat(20)])
const cookieOf = (values: object) =>
  Object.entries(values).map(([name, value]) => `${name}=${String(value)}`)

const HEADS: [what: string, sent: Partial<DoorRequest>, status: number][] = [
  ['a path of 17,000 letters', { path: `/session/${'x'.repeat(17_000)}` }, 400],
  ['a query of 17,000 letters', { query: { a: 'x'.repeat(17_000) } }, 400],
  ['a header of 17,000 letters', { headers: { 'x-long': 'x'.repeat(17_000) } }, 400],
  ['1,000 cookies', { headers: { cookie: cookieOf(cookies(1000)).join('; ') } }, 400],
  ['1,500 headers', { headers: entries(1500, (i) => [`x-${i}`, '12345']) }, 400],
  ['3,000 parameters', { query: entries(3000, (i) => [`p${i}`, '1']) }, 400],
  ['a path of 8,000 letters', { path: `/session/${'-'.repeat(8000)}` }, 405],
  ['1,000 parameters', { query: entries(1000, (i) => [`p${i}`, '1']) }, 400],
  ['100 cookies', { headers: { cookie: cookieOf(cookies(100)).join('; ') } }, 401],
  ['500 headers', { headers: entries(500, (i) => [`x-${i}`, '12345']) }, 401]
]

describe.each(DOORS)('through %s', (door) => {
  const client = () => clientOf(backend.doors, door)

  it.each(HEADS)('S14: reads or refuses any address and headers at once: %s', async (...given) => {
    const [, sent, status] = given
    const reply = await client().call({ method: 'GET', path: '/session', ...sent })
    expectRefusal(reply, status)
  })

  it.each(BODIES)('S14: refuses a bad body at once: one with %s', async (_what, body, status) => {
    const asked = backend.wechat.asked.length
    expectRefusal(await client().call({ ...login, body }), status)
    expect(backend.wechat.asked).toHaveLength(asked)
  })

  it('S14: takes the last of a repeated key, and checks that one', async () => {
    const code = newCode('alice')
    const last = await client().call({ ...login, body: `{"code":"x","code":"${code}"}` })
    expect(last.status).toBe(200)
    expectRefusal(await client().call({ ...login, body: '{"code":"x","code":1}' }), 400)
  })

  it('S15: logs one line of JSON per call, whatever is in its headers', async () => {
    const nasty = ['a\u2028b', 'a\u001b[31mred', '"}{"level":"info', 'x'.repeat(3000), '%0d%0a']
    for (const value of nasty) {
      const headers = Object.fromEntries(
        ['x-request-id', 'user-agent', 'accept', 'authorization', 'x-wx-code'].map((name) => [
          name,
          // what HTTP cannot carry arrives by events alone
          door === 'the web door' ? encodeURI(value) : value
        ])
      )
      const reply = await client().call({ method: 'GET', path: '/session', headers })
      expect(reply.status).toBe(401)
      const requestId = reply.headers['x-request-id'] ?? ''
      expect(requestId).toMatch(/^[\w-]{8,64}$/)
      const find = () => backend.lines.filter((line) => line.includes(requestId))
      while (!find().length) await new Promise(setImmediate)
      expect(find()).toHaveLength(1)
      expect(JSON.parse(find()[0] ?? '')).toMatchObject({ requestId, status: 401 })
      expect(backend.lines.join()).not.toMatch(/[\u2028\u2029]|\u001b/)
    }
  })

  it('S21: believes the platform alone about the address of a caller', async () => {
    const forged = {
      'x-forwarded-for': '198.51.100.1',
      'x-real-ip': '198.51.100.2',
      forwarded: 'for=198.51.100.3',
      'x-client-ip': '198.51.100.4'
    }
    const doors = backend.openMore({ environment: { LOGINS_PER_ADDRESS: '3' } })
    await backend.database.query('DELETE FROM login_addresses')
    const logIn = (i: number) => {
      const headers = Object.entries(forged).map(([name, value]) => [name, `${value}${i}`])
      return clientOf(doors, door).call({
        ...login,
        headers: { ...JSON_TYPE, ...(Object.fromEntries(headers) as Record<string, string>) },
        body: JSON.stringify({ code: newCode(`crowd.${i}`) })
      })
    }
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) statuses.push((await logIn(i)).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    await doors.stop()
  })
})

/** What a stranger may send, in any form that the platform passes on. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', '\u0000', '\r\nx: y', '%00', '../../etc', "' OR 1=1")
)
const headers = fc.dictionary(
  fc.oneof(
    fc.constantFrom('authorization', 'content-type', 'x-request-id', 'x-wx-code', 'x-wx-skey'),
    fc.constantFrom('Content-Type', 'x-wx-encrypted-data', 'x-wx-iv', 'accept', '__proto__'),
    text
  ),
  fc.oneof(text, fc.constantFrom('application/json', 'Bearer a.b.c', 'application/json; charset=x'))
)
const body = fc.oneof(
  text,
  fc.json(),
  fc
    .dictionary(fc.constantFrom('code', 'device', 'appId', '__proto__'), fc.jsonValue())
    .map((it) => JSON.stringify(it))
)
const path = fc.oneof(
  fc.constantFrom('/login', '/session', '/session/list', '/session/others', '/user/profile'),
  text.map((rest) => `/session/${rest}`),
  text.map((rest) => `/${rest}`),
  text
)
const method = fc.oneof(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'), text)

it('S14: answers any request with a coded refusal within 50 ms of work, in every event form', async () => {
  const request = fc.record({
    method,
    path,
    headers,
    body,
    query: fc.dictionary(text, text),
    door: fc.constantFrom(...DOORS.filter((door) => door !== 'the web door'))
  })
  const functions = fc.constantFrom('login', 'session', 'user')
  await fc.assert(
    fc.asyncProperty(request, functions, async ({ door, ...sent }, name) => {
      const handled = await backend.doors.handle(name, eventOf(door, sent))
      const reply = handled.reply as DoorReply & { statusCode: number }
      expectRefusal({ ...reply, status: reply.statusCode, handled }, 400, 401, 404, 405, 413, 415)
    }),
    { numRuns: 5000 }
  )
}, 60_000)

it('S14: answers any event at all, and never crashes on one', async () => {
  const event = fc.oneof(
    fc.dictionary(
      fc.constantFrom(
        'httpMethod',
        'path',
        'headers',
        'body',
        'isBase64Encoded',
        'queryString',
        'requestContext',
        '__proto__'
      ),
      fc.oneof(fc.jsonValue(), fc.constantFrom('GET', 'POST', '/login', true, false))
    ),
    fc.jsonValue().filter((value) => value !== null && typeof value === 'object')
  )
  await fc.assert(
    fc.asyncProperty(event, async (given) => {
      const handled = await backend.doors.handle('login', given)
      const { statusCode } = handled.reply as { statusCode: number }
      expect([400, 404, 405, 413, 415]).toContain(statusCode)
      expect(handled.pollution).toEqual([])
    }),
    { numRuns: 5000 }
  )
}, 60_000)

it.each([
  [400, 'bytes that are not HTTP', 'hello\r\n\r\n'],
  [400, 'a malformed header', 'GET /session HTTP/1.1\r\nhost: a\r\na header\r\n\r\n'],
  [431, '100 KB of headers', `GET / HTTP/1.1\r\nhost: a\r\na: ${'x'.repeat(100_000)}\r\n\r\n`]
])(
  'S13: answers what is not HTTP in the usual form, too: %i to %s',
  async (status, _what, bytes) => {
    const session = await backend.doors.process('the web door' satisfies Door, 'session')
    const { hostname, port } = new URL('url' in session ? session.url : '')
    const socket = connect(Number(port), hostname)
    socket.write(bytes)
    const [head = '', sent = ''] = (await readText(socket)).split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    const failure = failureOf({ body: sent } as DoorReply)
    expect(failure).toMatchObject({
      code: 'INVALID_REQUEST',
      requestId: expect.any(String) as string
    })
    expect(backend.lines.filter((line) => line.includes(failure.requestId))).toHaveLength(1)
  }
)

it('S14: answers any body at the web door', async () => {
  const client = clientOf(backend.doors, 'the web door' satisfies Door)
  await fc.assert(
    fc.asyncProperty(body, async (sent) => {
      expectRefusal(await client.call({ ...login, body: sent }), 400, 401, 415)
    }),
    { numRuns: 1000 }
  )
}, 60_000)
