import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { installWx } from '../wx'
import { generateOwn, type OwnMiniProgram } from './own-contract'

const schema = (type: string) => ({ type })
const list = { type: 'array', items: { type: 'string' } }
const query = (name: string, more: object = {}) => ({
  name,
  in: 'query',
  schema: schema('string'),
  ...more
})
const json = (value: object, example: unknown) => ({
  description: 'Done',
  content: { 'application/json': { schema: value, examples: { done: { value: example } } } }
})
const object = { type: 'object', properties: { ok: { type: 'boolean', default: false } } }
const ok = { 200: json(object, { ok: true }) }
const open = { security: [], tags: ['session'], summary: 'Own' }

const PATHS = {
  '/bazaar/search': {
    get: {
      ...open,
      operationId: 'searchWares',
      parameters: [
        query('q', { required: true }),
        query('page', { schema: schema('integer') }),
        query('tags', { schema: list }),
        query('ids', { schema: list, explode: false }),
        query('pipes', { schema: list, style: 'pipeDelimited', explode: false }),
        query('filter', {
          style: 'deepObject',
          schema: { type: 'object', properties: { min: schema('number'), max: schema('number') } }
        }),
        { name: 'X-Tenant', in: 'header', schema: schema('string') },
        { name: 'theme', in: 'cookie', schema: schema('string') }
      ],
      responses: ok
    }
  },
  '/bazaar/files/{name}.json': {
    put: {
      ...open,
      operationId: 'saveFile',
      parameters: [
        { name: 'name', in: 'path', required: true, schema: schema('string') },
        query('name')
      ],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { type: 'object', properties: { size: schema('integer') } }
          }
        }
      },
      responses: { 201: json(list, ['a']), 204: { description: 'Nothing' } }
    }
  },
  '/bazaar/forms': {
    post: {
      ...open,
      operationId: 'sendForm',
      security: [{}, { sessionToken: [] }],
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: { type: 'object', properties: { a: schema('string'), tags: list } }
          }
        }
      },
      responses: ok
    }
  },
  '/bazaar/photos': {
    put: {
      ...open,
      operationId: 'savePhoto',
      security: [{ partner: ['photos'] }],
      parameters: [
        { name: 'place', in: 'query', content: { 'application/json': { schema: object } } },
        query('note', { allowReserved: true, allowEmptyValue: true })
      ],
      requestBody: {
        content: {
          'multipart/form-data': {
            schema: { type: 'object', properties: { photo: { type: 'string', format: 'binary' } } },
            encoding: { photo: { contentType: 'image/png, image/jpeg' } }
          },
          'image/*': { schema: { type: 'string', format: 'binary' } }
        }
      },
      responses: { '2XX': json(object, {}), default: json(object, {}) }
    }
  },
  '/bazaar/notes': {
    get: {
      ...open,
      operationId: 'readNote',
      responses: {
        200: {
          description: 'Text',
          content: {
            'text/plain': { schema: schema('string'), examples: { done: { value: '1' } } }
          }
        }
      }
    }
  }
}

/** Generating and compiling take seconds, more on a busy machine. */
const COMPILE_MS = 120_000

let own: OwnMiniProgram
let server: Server
let url = ''
let seen: { target: string; headers: IncomingMessage['headers']; body: string }[] = []
let answer: (response: ServerResponse) => void

beforeAll(async () => {
  const partner = { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/t', scopes: {} } } }
  own = await generateOwn(PATHS, { schemes: { partner } })
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method, url: target, headers } = request
      seen.push({ target: `${method} ${target}`, headers, body: Buffer.concat(chunks).toString() })
      answer(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, COMPILE_MS)
afterAll(() => {
  server.close()
  own.remove()
})
beforeEach(() => {
  seen = []
  answer = (response) => response.end('{"ok":true}')
})

function session(storage = new Map<string, unknown>()) {
  installWx({ storage })
  return own.api.createSession({
    client: own.api.createClient({ gatewayUrl: () => url }),
    storageKey: 'own'
  })
}

it('calls a public operation without a login, each parameter at its place', async () => {
  const reply = await session().call('searchWares', {
    q: '红 茶&1',
    page: 2,
    tags: ['a', 'b,c'],
    ids: ['1', '2,3'],
    pipes: ['x', 'y'],
    filter: { min: 1, max: undefined },
    'X-Tenant': 't-1',
    theme: 'a b'
  })
  expect(seen[0]?.target).toBe(
    'GET /bazaar/search?q=%E7%BA%A2%20%E8%8C%B6%261&page=2&tags=a&tags=b%2Cc&ids=1,2%2C3&pipes=x%7Cy&filter%5Bmin%5D=1'
  )
  expect(seen[0]?.headers).toMatchObject({ 'x-tenant': 't-1', cookie: 'theme=a%20b' })
  expect(seen[0]?.headers.authorization).toBeUndefined()
  expect(reply).toMatchObject({ status: 200, result: { ok: true } })
})

it('groups an input whose names collide, and reads every declared success', async () => {
  answer = (response) => response.writeHead(201, { 'X-Total': '1' }).end('["a\u2028b"]')
  const input = { path: { name: 'a/b' }, query: { name: 'c' }, body: { size: 1 } }
  const created = await session().call('saveFile', input)
  expect(seen[0]).toMatchObject({
    target: 'PUT /bazaar/files/a%2Fb.json?name=c',
    body: '{"size":1}'
  })
  expect(created).toMatchObject({ status: 201, result: ['a\u2028b'], headers: { 'x-total': '1' } })

  answer = (response) => response.writeHead(204).end()
  await expect(session().call('saveFile', input)).resolves.toMatchObject({ status: 204 })
  answer = (response) => response.writeHead(202).end('[]')
  await expect(session().call('saveFile', input)).rejects.toMatchObject({ code: 'NOT_CONTRACT' })
})

it('sends a form, with the token where security is optional and there is one', async () => {
  const form = { a: 'x&y', tags: ['1', '2'] }
  await session().call('sendForm', form)
  const later = Date.now() + 3600_000
  const stored = { token: 't1', renewAtMs: later, endsAtMs: later }
  await session(new Map([['own', stored]])).call('sendForm', form)
  expect(seen.map(({ headers, body }) => [headers.authorization, body])).toEqual([
    [undefined, 'a=x%26y&tags=1&tags=2'],
    ['Bearer t1', 'a=x%26y&tags=1&tags=2']
  ])
  expect(seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded')
})

it('returns a text as it came, though it reads as JSON, and refuses a web page in its place', async () => {
  answer = (response) => response.setHeader('Content-Type', 'text/plain').end('1')
  await expect(session().call('readNote')).resolves.toMatchObject({ result: '1' })
  answer = (response) => response.setHeader('Content-Type', 'text/html').end('<html>')
  await expect(session().call('readNote')).rejects.toMatchObject({ code: 'NOT_CONTRACT' })
})

it('fails without a request where a path parameter is missing', async () => {
  const input = { path: {}, body: {} }
  await expect(session().call('saveFile', input)).rejects.toMatchObject({ name: 'AppFailure' })
  expect(seen).toEqual([])
})

it(
  'types inputs and results by the contract',
  () => {
    expect(
      own.check(`
      void session.call('searchWares', { q: 'a', page: 2, 'X-Tenant': 't' })
      void session.call('saveFile', { path: { name: 'a' }, body: { size: 1 } })
      void session.call('readNote').then(({ result }) => { const text: string = result; return text })
      // @ts-expect-error a default is not filled in here
      void session.call('searchWares', { q: 'a' }).then(({ result }) => { const ok: boolean = result.ok; return ok })
      // @ts-expect-error q is required
      void session.call('searchWares', { page: 2 })
      // @ts-expect-error page is a number
      void session.call('searchWares', { q: 'a', page: '2' })
      // @ts-expect-error names that collide are in groups
      void session.call('saveFile', { name: 'a', size: 1 })
    `)
    ).toEqual([])
  },
  COMPILE_MS
)
