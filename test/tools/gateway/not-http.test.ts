import { connect } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { type MockGateway, startMock } from './helpers'

let gateway: MockGateway
beforeAll(async () => {
  gateway = await startMock()
})
afterAll(() => gateway.stop())

/** What the gateway sends back for these bytes. */
function send(bytes: string): Promise<string> {
  const { hostname, port } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  socket.write(bytes)
  return readText(socket)
}

const HEAD = 'GET /session HTTP/1.1\r\nhost: localhost\r\n'

it.each([
  [431, 'headers that are too long', `${HEAD}x-long: ${'x'.repeat(20_000)}\r\n\r\n`],
  [400, 'bytes that are not HTTP', 'hello\r\n\r\n'],
  [400, 'a malformed header', `${HEAD}a header\r\n\r\n`],
  [417, 'an expectation that it cannot meet', `${HEAD}expect: tea\r\n\r\n`]
])(
  'answers %i to %s, with the usual body, a request id and a line in the log',
  async (status, _w, bytes) => {
    const [head = '', body = ''] = (await send(bytes)).split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    const [, requestId] = /^x-request-id: ([\w-]{36})$/im.exec(head) ?? []
    expect(JSON.parse(body)).toEqual({
      code: 'INVALID_REQUEST',
      message: expect.any(String) as string,
      requestId
    })
    expect(gateway.lines).toContain(`- - ${status} 0.0 ms gateway`)
    expect(gateway.lines.some((line) => line.startsWith(`${requestId} `))).toBe(true)
  }
)

it('answers HEAD for its pages', async () => {
  const response = await gateway.send('/_gateway/', { method: 'HEAD' })
  expect([response.status, await response.text()]).toEqual([200, ''])
  expect(response.headers.get('content-type')).toContain('text/html')
})
