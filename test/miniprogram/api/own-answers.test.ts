import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { installWx } from '../wx'
import { generateOwn, type OwnMiniProgram } from './own-contract'

const object = { type: 'object', properties: { ok: { type: 'boolean' } } }
const asJson = (type = 'application/json') => ({
  [type]: { schema: object, examples: { done: { value: { ok: true } } } }
})
const as = (type: string, value: unknown = 'a') => ({
  [type]: { schema: { type: 'string' }, examples: { done: { value } } }
})
const answer = (content?: object) => ({ description: 'An answer', ...(content && { content }) })
const get = (operationId: string, responses: object, security: object[] = []) => ({
  get: { operationId, summary: 'Own', tags: ['bazaar'], security, responses }
})

const ok = { 200: answer(asJson()) }
const PATHS = {
  '/bazaar/picture': get('readPicture', {
    200: answer(as('image/png')),
    404: answer(as('text/plain')),
    '4XX': answer(asJson('application/problem+json')),
    default: answer()
  }),
  '/bazaar/go': get('go', { 302: answer(), 304: answer() }),
  '/bazaar/list': get('listWares', { '2XX': answer({ ...as('text/csv'), ...asJson() }) }),
  '/bazaar/data': {
    get: {
      ...get('readData', {
        200: answer({
          'application/json': { schema: object, examples: { done: { value: { $ref: '#/none' } } } }
        })
      }).get,
      callbacks: {
        called: { '{$request.body#/url}': { post: { ...get('calledBack', ok).get } } }
      }
    }
  },
  '/bazaar/both': get('askBoth', ok, [{ sessionToken: [], partnerKey: [] }]),
  '/bazaar/either': get('askEither', ok, [{ sessionToken: [] }, { partnerLogin: [] }]),
  '/bazaar/cookie': get('askCookie', ok, [{ partnerCookie: [], partnerQuery: [] }])
}
const schemes = {
  partnerKey: { type: 'apiKey', in: 'header', name: 'X-Partner-Key' },
  partnerLogin: { type: 'http', scheme: 'basic' },
  partnerCookie: { type: 'apiKey', in: 'cookie', name: 'partner' },
  partnerQuery: { type: 'apiKey', in: 'query', name: 'api_key' }
}

/** Generating takes seconds, more on a busy machine. */
const GENERATE_MS = 120_000

let own: OwnMiniProgram
let uncoded: OwnMiniProgram
let server: Server
let url = ''
let seen: { target: string; headers: IncomingMessage['headers'] }[] = []
let send: (response: ServerResponse) => void

beforeAll(async () => {
  own = await generateOwn(PATHS, { schemes })
  uncoded = await generateOwn(PATHS, { schemes, hasCodes: false })
  server = createServer(({ url: target = '', headers }, response) => {
    seen.push({ target, headers })
    send(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, GENERATE_MS)
afterAll(() => {
  server.close()
  own.remove()
  uncoded.remove()
})
beforeEach(() => {
  seen = []
  send = (response) => response.end('{"ok":true}')
})

interface Wanted {
  program?: OwnMiniProgram
  token?: string
  credentials?: Record<string, () => string | undefined>
}

function call(operationId: string, { program = own, token, credentials }: Wanted = {}) {
  const later = Date.now() + 3600_000
  const held = { token, renewAtMs: later, endsAtMs: later }
  installWx({ storage: new Map(token ? [['own', held]] : []) })
  const client = program.api.createClient({ gatewayUrl: () => url, credentials })
  return program.api.createSession({ client, storageKey: 'own' }).call(operationId)
}

const sending =
  (status: number, type: string, body: string | Buffer) => (response: ServerResponse) =>
    response.writeHead(status, type ? { 'Content-Type': type } : {}).end(body)

it('returns bytes as they came, and the words of a refusal in their place', async () => {
  const bytes = Buffer.from([0x89, 0x50, 0, 255, 0xc3])
  send = sending(200, 'image/png', bytes)
  const { result } = await call('readPicture')
  expect(Buffer.from(result as unknown as Uint8Array)).toEqual(bytes)
  send = sending(404, 'text/plain; charset=utf-8', '没有这张图')
  await expect(call('readPicture')).rejects.toMatchObject({
    ...{ code: 'REFUSED', status: 404, body: '没有这张图' },
    message: 'readPicture: status 404: 没有这张图'
  })
  send = sending(409, 'application/problem+json', '{"title":"Taken","detail":"by Amy","n":1}')
  await expect(call('readPicture')).rejects.toMatchObject({
    ...{ code: 'REFUSED', status: 409, body: { n: 1 } },
    message: 'readPicture: status 409: by Amy'
  })
  send = sending(503, '', '')
  await expect(call('readPicture')).rejects.toMatchObject({ code: 'REFUSED', status: 503 })
  send = sending(503, 'text/html', '<html>')
  await expect(call('readPicture')).rejects.toMatchObject({ code: 'NOT_CONTRACT', status: 503 })
})

it('returns a redirect that the contract declares instead of following it, and 304', async () => {
  send = (response) => response.writeHead(302, { Location: '/elsewhere', ETag: '"1"' }).end()
  expect(await call('go')).toMatchObject({
    ...{ status: 302, result: undefined },
    headers: { location: '/elsewhere', etag: '"1"' }
  })
  send = (response) => response.writeHead(304, { ETag: '"2"' }).end()
  expect(await call('go')).toMatchObject({ status: 304, headers: { etag: '"2"' } })
  send = sending(301, '', '')
  await expect(call('go')).rejects.toMatchObject({ code: 'NOT_CONTRACT', status: 301 })
})

it(
  'types neither what others serve nor data that looks like a reference',
  () => {
    expect(
      own.check(`
      void session.call('readData').then(({ result }) => { const ok: boolean | undefined = result.ok; return ok })
      // @ts-expect-error a callback is not an operation of this server
      void session.call('calledBack')
    `)
    ).toEqual([])
  },
  GENERATE_MS
)

it('asks for JSON where there is a choice, and reads any status of a declared range', async () => {
  send = sending(202, 'application/json', '{"ok":true}')
  expect(await call('listWares')).toMatchObject({ status: 202, result: { ok: true } })
  expect(seen[0]?.headers.accept).toBe('application/json')
})

it('sends every credential that one alternative asks for', async () => {
  const credentials = { partnerKey: () => 'k1' }
  await call('askBoth', { token: 't1', credentials })
  expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer t1', 'x-partner-key': 'k1' })
  await expect(call('askBoth', { credentials })).rejects.toMatchObject({ code: 'LOGGED_OUT' })
  expect(seen).toHaveLength(1)
})

it("never sends the session's token as a credential of another scheme", async () => {
  await call('askBoth', { token: 't1' })
  expect(seen[0]?.headers['x-partner-key']).toBeUndefined()
})

it('takes another alternative where there is no token', async () => {
  const credentials = { partnerLogin: () => '艾米:p:w' }
  await call('askEither', { credentials })
  const encoded = Buffer.from('艾米:p:w').toString('base64')
  expect(seen[0]?.headers.authorization).toBe(`Basic ${encoded}`)
  await call('askEither', { credentials, token: 't1' })
  expect(seen[1]?.headers.authorization).toBe('Bearer t1')
  await expect(call('askEither')).rejects.toMatchObject({ code: 'LOGGED_OUT' })
})

it('sends keys in cookies and in the query, and nothing where there is none', async () => {
  const credentials = { partnerCookie: () => 'a b', partnerQuery: () => 'c&d' }
  await call('askCookie', { credentials })
  expect(seen[0]).toMatchObject({
    target: '/bazaar/cookie?api_key=c%26d',
    headers: { cookie: 'partner=a%20b' }
  })
  await call('askCookie', { credentials: { ...credentials, partnerQuery: () => undefined } })
  expect(seen[1]).toMatchObject({ target: '/bazaar/cookie' })
  expect(seen[1]?.headers.cookie).toBeUndefined()
})

it("takes the server's own codes where the contract has none", async () => {
  send = sending(409, 'application/json', '{"code":"TAKEN","message":"Somebody has it"}')
  await expect(call('go', { program: uncoded })).rejects.toMatchObject({
    ...{ code: 'TAKEN', status: 409, message: 'go: status 409: Somebody has it' }
  })
  send = sending(400, 'application/json', '{"code":"LOGGED_OUT","error":"no"}')
  await expect(call('go', { program: uncoded })).rejects.toMatchObject({
    ...{ code: 'REFUSED', status: 400, message: 'go: status 400: no' }
  })
})
