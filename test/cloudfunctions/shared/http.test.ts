import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, type Socket } from 'node:net'
import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { describeError } from '../../../cloudfunctions/shared/core/log'
import { http as httpPart } from '../../../cloudfunctions/shared/http-client/http'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let url: string
let answer: Answer
let asked: { method?: string; url?: string; body: string; type?: string }[]
const sockets: Socket[] = []
const http = httpPart.make({}, undefined)
const deadline = () => startDeadline(5000)

beforeEach(async () => {
  asked = []
  answer = (_request, response) => response.end('{"ok":true}')
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      asked.push({
        method: request.method,
        url: request.url,
        body,
        type: request.headers['content-type']
      })
      answer(request, response)
    })
  })
  server.on('connection', (socket) => sockets.push(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  jest.restoreAllMocks()
  server.closeAllConnections()
  sockets.splice(0)
  await new Promise((resolve) => server.close(resolve))
})

it('sends JSON and reads JSON, on one connection', async () => {
  for (let i = 0; i < 3; i++) {
    const { status, json } = await http({ url, query: { q: '茶 a&b' }, json: { n: 1 } }, deadline())
    expect([status, json()]).toEqual([200, { ok: true }])
  }
  const sent = { method: 'POST', body: '{"n":1}', type: 'application/json' }
  expect(asked[0]).toMatchObject(sent)
  expect(new URL(asked[0]?.url ?? '', url).searchParams.get('q')).toBe('茶 a&b')
  expect(sockets).toHaveLength(1)
})

it("adds the query to the address's own, and nothing where there is none", async () => {
  await http({ url: `${url}/a?x=1`, query: { y: 'b c+d' } }, deadline())
  await http({ url: `${url}/a`, query: {} }, deadline())
  expect(asked.map(({ url }) => url)).toEqual(['/a?x=1&y=b+c%2Bd', '/a'])
})

it('sends bytes as they are, and returns the bytes, headers and status of any answer', async () => {
  answer = (_request, response) => {
    response.writeHead(404, { 'x-what': 'bytes' }).end(Buffer.from([0, 255]))
  }
  const body = Buffer.from('a=1')
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answered = await http({ url, method: 'PUT', body, headers }, deadline())
  expect([answered.status, answered.headers['x-what'], answered.bytes]).toEqual([
    404,
    'bytes',
    Buffer.from([0, 255])
  ])
  expect(asked).toMatchObject([{ method: 'PUT', body: 'a=1', type: headers['content-type'] }])
})

it('follows no redirect', async () => {
  answer = (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end()
  expect((await http({ url }, deadline())).status).toBe(302)
  expect(asked).toHaveLength(1)
})

it('uses no proxy of the environment', async () => {
  process.env.http_proxy = 'http://127.0.0.1:9'
  const { status } = await http({ url }, deadline())
  delete process.env.http_proxy
  expect(status).toBe(200)
})

it.each([400.5, 777.7])(
  'ends at the deadline, with %f ms left, also while a body drips',
  async (ms) => {
    answer = (_request, response) => {
      response.write('a')
      const timer = setInterval(() => response.write('a'), 20)
      response.on('close', () => clearInterval(timer))
    }
    const startedAt = performance.now()
    await expect(http({ url }, startDeadline(ms))).rejects.toMatchObject({ reason: 'timeout' })
    expect(performance.now() - startedAt).toBeLessThan(ms)
  }
)

it('refuses an answer that is too large', async () => {
  answer = (_request, response) => response.end('a'.repeat(2000))
  const call = http({ url, maxBytes: 1000 }, deadline())
  await expect(call).rejects.toMatchObject({ reason: 'too large' })
})

it('calls an answer unreachable whose end never comes', async () => {
  answer = (request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('{"ok":')
    setImmediate(() => request.socket.destroy())
  }
  await expect(http({ url }, deadline())).rejects.toMatchObject({ reason: 'unreachable' })
})

it('keeps addresses, headers and bodies out of its errors', async () => {
  answer = (request) => request.socket.destroy()
  const secrets = { query: { secret: 'hunter2' }, headers: { authorization: 'Bearer hunter2' } }
  const error: unknown = await http(
    { url: `${url}/hunter2`, ...secrets, json: 'hunter2' },
    deadline()
  )
    .then(() => undefined)
    .catch((e: unknown) => e)
  expect(error).toMatchObject({ name: 'HttpFailure', reason: 'unreachable' })
  expect(String(error)).toContain('127.0.0.1')
  const texts = [String(error), JSON.stringify(error), JSON.stringify(describeError(error))]
  expect(texts.join()).not.toContain('hunter2')
})

describe('after its idle connection was closed', () => {
  /** The server closes the connection when the next request arrives on it. */
  async function becomeStale(): Promise<void> {
    await http({ url }, deadline())
    const [stale] = sockets
    answer = (request, response) =>
      request.socket === stale ? request.socket.resetAndDestroy() : response.end('{}')
    asked = []
  }

  it('sends an idempotent request again, once', async () => {
    await becomeStale()
    expect((await http({ url }, deadline())).status).toBe(200)
    await becomeStale()
    answer = (request) => request.socket.resetAndDestroy()
    await expect(http({ url }, deadline())).rejects.toMatchObject({ reason: 'unreachable' })
    expect(asked).toHaveLength(2)
  })

  it('does not send a request again that is not idempotent', async () => {
    await becomeStale()
    const call = http({ url, json: {} }, deadline())
    await expect(call).rejects.toMatchObject({ reason: 'unreachable' })
    expect(asked).toHaveLength(1)
  })

  it('does not use a connection that has been idle for long', async () => {
    await becomeStale()
    const now = Date.now()
    jest.spyOn(Date, 'now').mockReturnValue(now + 60_000)
    expect((await http({ url, json: {} }, deadline())).status).toBe(200)
    expect(asked).toHaveLength(1)
  })
})
