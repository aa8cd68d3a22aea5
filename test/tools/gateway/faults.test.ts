import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { type MockGateway, startMock } from './helpers'

let gateway: MockGateway
let dice: number[] = []
beforeAll(async () => {
  gateway = await startMock({ random: () => dice.shift() ?? 0.5 }, (text) =>
    text
      .replace(
        'operationId: getSession\n',
        `operationId: getSession
      x-mock: { latency: { p50: 40, p99: 400 }, fault: { kind: 433, share: 0.25 } }
`
      )
      .replace(
        '        rules:\n',
        `        rules:
          - { when: { body.code: slow }, latency: 50 }
          - { when: { body.code: cut }, fault: truncate }
`
      )
  )
})
beforeEach(() => {
  dice = []
})
afterAll(() => gateway.stop())

/** The body as a client receives it, with the error if the connection breaks. */
async function raw(prefer: string): Promise<string> {
  const { hostname, port } = new URL(gateway.url)
  const headers = { 'content-type': 'application/json', prefer }
  const call = request({ hostname, port, path: '/login', method: 'POST', headers })
  call.end('{"code":"dev-alice-1"}')
  const answered = once(call, 'response') as Promise<[IncomingMessage]>
  const [response] = await answered
  let text = ''
  response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  await once(response, 'end').catch((error: Error) => (text += ` ${error.message}`))
  return text
}

describe('a call can be made to fail', () => {
  it.each([
    [432, 'Function [ login ] concurrency exceeded reserved quota 128 MB'],
    [433, 'Invoking task timed out after 3 seconds'],
    [434, 'Task memory exceeded 128 MB']
  ])('fails as SCF does: %i', async (status, errorMessage) => {
    const response = await gateway.login(undefined, `fault=${status}`)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ statusCode: status, errorMessage })
    expect(response.headers.get('preference-applied')).toBe(`fault=${status}`)
    expect(response.headers.get('x-gateway-source')).toBe(`fault:${status}`)
  })

  it.each([
    [429, 'RATE_LIMITED'],
    [500, 'SERVER_ERROR'],
    [502, 'WECHAT_BAD_ANSWER'],
    [503, 'DATABASE_UNAVAILABLE'],
    [504, 'WECHAT_TIMEOUT']
  ])('fails as the contract describes: %i', async (status, code) => {
    const response = await gateway.login(undefined, `fault=${status}`)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code })
    if (status === 429) expect(response.headers.get('retry-after')).toBe('60')
  })

  it('fails with a status that the contract does not have', async () => {
    const token = await gateway.tokenOf('dev-alice-1')
    const headers = { authorization: `Bearer ${token}`, prefer: 'fault=504, latency=1' }
    const response = await gateway.send('/session', { headers })
    expect(response.status).toBe(504)
    expect(await response.json()).toMatchObject({ code: 'SERVER_ERROR' })
  })

  it('closes a connection without an answer', async () => {
    await expect(raw('fault=close')).rejects.toThrow(/socket hang up|ECONNRESET/)
    expect(gateway.lines.at(-1)).toMatch(/^POST \/login closed \d+\.\d ms fault:close$/)
  })

  it('closes a connection in the middle of the body', async () => {
    expect(await raw('fault=truncate')).toMatch(/^\{"token":".* aborted$/)
  })

  it('fails by a rule', async () => {
    const response = await gateway.login({ code: 'cut' })
    await expect(response.text()).rejects.toThrow('terminated')
  })

  it('fails a share of the calls of a route', async () => {
    const token = await gateway.tokenOf('dev-alice-1')
    const statuses: number[] = []
    // two numbers for a latency, the third for the fault
    for (const lot of [0.1, 0.24, 0.26, 0.9]) {
      dice = [0.99, 0.25, lot]
      statuses.push((await gateway.session(token)).status)
    }
    expect(statuses).toEqual([433, 433, 200, 200])
  })
})

describe('a call can be made to last', () => {
  const timed = async (call: Promise<Response>) => {
    const startedAt = performance.now()
    await (await call).text()
    return performance.now() - startedAt
  }

  it('answers as late as one request prefers', async () => {
    expect(await timed(gateway.login(undefined, 'latency=120'))).toBeGreaterThan(118)
  })

  it('answers as late as a rule says', async () => {
    expect(await timed(gateway.login({ code: 'slow' }))).toBeGreaterThan(48)
  })

  it('answers half of the calls within p50, and one in a hundred after p99', async () => {
    const token = await gateway.tokenOf('dev-alice-1')
    const session = () => gateway.session(token)
    // cos(2 pi / 4) = 0: the median
    dice = [0.5, 0.25, 1]
    const median = await timed(session())
    expect(median).toBeGreaterThan(38)
    // 2.326 standard deviations above it
    dice = [1 - Math.exp(-(2.326 ** 2) / 2), 0, 1]
    expect(await timed(session())).toBeGreaterThan(398)
    expect(median).toBeLessThan(398)
  })
})
