import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type Gateway, startGateway } from '../../../tools/gateway'
import { commandLine, project } from '../../support/project'

const folder = mkdtempSync(path.join(tmpdir(), 'any contract-'))
const running: { stop(): Promise<unknown> }[] = []
const lines: string[] = []
afterEach(async () => {
  for (const part of running.splice(0)) await part.stop()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Mocks a contract that knows nothing of this project. */
async function serve(contract: string): Promise<Gateway['url']> {
  const contractFile = path.join(folder, `${Math.random()}.yaml`)
  writeFileSync(contractFile, contract)
  const files = { ...project, contractFile, localDir: path.join(folder, 'local') }
  const log = (line: string) => lines.push(line)
  const gateway = await startGateway({ ...files, lenient: true, mode: 'mock', port: 0, log })
  running.push(gateway)
  return gateway.url
}

/** A contract of one path, in the words of whoever brings it. */
const shop = (path: string, item: string) => `
openapi: 3.1.0
info: { title: A shop, version: '1' }
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
    basic: { type: http, scheme: basic }
    header: { type: apiKey, in: header, name: X-Key }
    cookie: { type: apiKey, in: cookie, name: sid }
    query: { type: apiKey, in: query, name: key }
  schemas:
    Name: { type: string, example: Amy }
    Tree:
      required: [v, of]
      properties: { v: { type: integer }, of: { type: array, items: { $ref: '#/components/schemas/Tree' } } }
    Cat: { required: [kind], properties: { kind: { type: string } } }
    Page:
      $defs: { item: { $dynamicAnchor: item, const: 7 } }
      properties: { items: { type: array, items: { $dynamicRef: '#item' } } }
paths:
  ${path}:
${item.replace(/^/gm, '    ')}`

const items = (item: string) => serve(shop('/items', item))

describe('refusals of a contract without codes', () => {
  const POST = `
post:
  security: [{ bearer: [] }]
  requestBody:
    required: true
    content: { application/json: { schema: { type: object, required: [n] } } }
  responses: { '201': { description: made } }`
  const given = { authorization: 'Bearer t', 'content-type': 'application/json' }

  it.each([
    ['a missing field', {}, 400, 'INVALID_REQUEST'],
    [
      'a missing token',
      { headers: { 'content-type': 'application/json' } },
      401,
      'UNAUTHENTICATED'
    ],
    [
      'another media type',
      { headers: { ...given, 'content-type': 'text/csv' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE'
    ],
    ['a large body', { body: `{"n":"${'x'.repeat(9000)}"}` }, 413, 'PAYLOAD_TOO_LARGE'],
    ['another method', { method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED']
  ])('refuses %s with its status', async (_name, change, status, code) => {
    const url = await items(POST)
    const isBodyless = 'method' in change
    const body = code === 'INVALID_REQUEST' ? '{}' : '{"n":1}'
    const init = { method: 'POST', headers: given, ...(!isBodyless && { body }), ...change }
    const response = await fetch(`${url}/items`, init)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code, requestId: expect.any(String) as string })
  })

  it.each([
    ['its status', `{ '201': { description: made }, '400': FAILURE }`, { error: 'no n', at: 3 }],
    ['the range', `{ '201': { description: made }, 4XX: FAILURE }`, { error: 'no n', at: 3 }],
    ['all others', `{ '201': { description: made }, default: FAILURE }`, { error: 'no n', at: 3 }],
    ['nothing but the success', `{ default: FAILURE }`, { code: 'INVALID_REQUEST' }]
  ])('answers in the words that it has for %s, and says why', async (_name, responses, words) => {
    const failure =
      "{ description: no, content: { application/json: { example: { error: 'no n', at: 3 } } } }"
    const url = await items(
      POST.replace(/responses: .*/, `responses: ${responses.replace('FAILURE', failure)}`)
    )
    const response = await fetch(`${url}/items`, { method: 'POST', headers: given, body: '{}' })
    expect([response.status, await response.json()]).toMatchObject([400, words])
    const reason = response.headers.get('x-gateway-refusal')
    expect(reason).toBe('error' in words ? 'body: "n" is missing' : null)
  })

  it('refuses an unknown path with 404', async () => {
    const response = await fetch(`${await items(POST)}/other`)
    expect(response.status).toBe(404)
  })
})

describe('answers', () => {
  it.each([
    [
      'one example',
      'content: { application/json: { example: { a: 1 } } }',
      '{"a":1}',
      'mock:example'
    ],
    [
      'a named example',
      "content: { application/json: { examples: { 'Odd name!': { value: { a: 2 } } } } }",
      '{"a":2}',
      'mock:Odd name!'
    ],
    [
      'the schema alone',
      'content: { application/json: { schema: { type: object, required: [n], properties: { n: { type: integer, minimum: 3 } } } } }',
      '{"n":3}',
      'mock:schema'
    ],
    [
      'text',
      'content: { text/plain: { examples: { hello: { value: hello } } } }',
      'hello',
      'mock:hello'
    ]
  ])('answers from %s', async (_name, content, body, source) => {
    const url = await items(`
get:
  responses:
    '200': { description: ok, ${content} }
    default: { description: anything else }`)
    const response = await fetch(`${url}/items`)
    expect([response.status, await response.text()]).toEqual([200, body])
    expect(response.headers.get('x-gateway-source')).toBe(source)
  })

  it.each([
    [
      'a reference with an example of its own',
      "{ $ref: '#/components/schemas/Name', example: Zed }",
      'Zed'
    ],
    ['a list that may contain itself', "{ $ref: '#/components/schemas/Tree' }", { v: 0, of: [] }],
    [
      'parts that are all true',
      "{ allOf: [{ $ref: '#/components/schemas/Tree' }, { properties: { v: { minimum: 5 }, w: { const: null } } }] }",
      { v: 5, of: [], w: null }
    ],
    [
      'alternatives that a member tells apart',
      "{ oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: string }], discriminator: { propertyName: kind, mapping: { kitty: '#/components/schemas/Cat' } } }",
      { kind: 'kitty' }
    ],
    [
      'a map',
      '{ additionalProperties: { type: number, exclusiveMinimum: 0, exclusiveMaximum: 1 } }',
      { key: 0.5 }
    ],
    ['a value or null', "{ anyOf: [{ type: 'null' }, { enum: [null, a] }] }", 'a'],
    ['true', 'true', {}],
    [
      'a template that is filled in',
      "{ $ref: '#/components/schemas/Page', $defs: { item: { $dynamicAnchor: item, $ref: '#/components/schemas/Cat' } } }",
      { items: [{ kind: 'text' }] }
    ],
    ['a template alone', "{ $ref: '#/components/schemas/Page' }", { items: [7] }]
  ])('makes an answer from %s', async (_name, schema, made: unknown) => {
    const url = await items(`
get:
  responses: { '200': { description: ok, content: { application/json: { schema: ${schema} } } } }`)
    expect(await (await fetch(`${url}/items`)).json()).toEqual(made)
  })

  it('sends JSON to a caller who takes anything where nothing else has an example', async () => {
    const schema = '{ schema: { type: object, properties: { a: { type: integer } } } }'
    const url = await items(`
get:
  responses: { '200': { description: ok, content: { application/xml: ${schema}, application/json: ${schema} } } }`)
    expect(await (await fetch(`${url}/items`)).text()).toBe('{"a":0}')
    const { headers } = await fetch(`${url}/items`, { headers: { accept: 'application/xml' } })
    expect(headers.get('content-type')).toContain('application/xml')
  })

  it.each([
    ['an odd name', 'example=%E7%BA%A2%2F1', 200, 'mock:%E7%BA%A2/1'],
    ['any status of a range', 'code=404', 404, 'mock:example'],
    ['any other status where there is a default', 'code=503', 503, 'mock:down'],
    ['a status and a name', 'code=503, example=down', 503, 'mock:down']
  ])('answers to Prefer with %s', async (_name, prefer, status, source) => {
    const url = await items(`
get:
  responses:
    '200': { description: ok, content: { application/json: { examples: { first: { value: 1 }, 红/1: { value: 2 } } } } }
    4XX: { description: no, content: { application/problem+json: { example: { title: no } } } }
    default: { description: no, content: { application/json: { examples: { down: { value: {} } } } } }`)
    const response = await fetch(`${url}/items`, { headers: { prefer } })
    expect([response.status, response.headers.get('x-gateway-source')]).toEqual([status, source])
  })

  it('answers below the path of a server of the contract, too', async () => {
    const url = await serve(
      shop('/items', "get: { responses: { '200': { description: ok } } }").replace(
        'info:',
        "servers: [{ url: 'https://api.example.com/shop/v1/' }]\ninfo:"
      )
    )
    const statusOf = async (where: string) => (await fetch(url + where)).status
    expect(await statusOf('/items')).toBe(200)
    expect(await statusOf('/shop/v1/items')).toBe(200)
    expect(await statusOf('/shop/items')).toBe(404)
  })

  it('answers below the servers of a path or an operation, and below those with variables', async () => {
    const url = await serve(
      shop(
        '/items',
        "{ servers: [{ url: /old }], get: { servers: [{ url: /old/v2 }], responses: { '200': { description: ok } } } }"
      ).replace(
        'info:',
        "servers: [{ url: 'https://{host}/{base}/v1', variables: { host: { default: a }, base: { default: api } } }]\ninfo:"
      )
    )
    const statusOf = async (where: string) => (await fetch(url + where)).status
    expect(await statusOf('/api/v1/items')).toBe(200)
    expect(await statusOf('/old/items')).toBe(200)
    expect(await statusOf('/old/v2/items')).toBe(200)
  })

  it('reads the merge keys of YAML', async () => {
    const url = await serve(
      shop('/items', 'get: { responses: { <<: *usual } }').replace(
        'info:',
        "x-usual: &usual { '404': { description: none }, '201': { description: made } }\ninfo:"
      )
    )
    expect((await fetch(`${url}/items`)).status).toBe(201)
    const other = await fetch(`${url}/items`, { headers: { prefer: 'code=404' } })
    expect(other.status).toBe(404)
  })

  it('sends JSON where any type is declared, and the schema is no text', async () => {
    const url = await items(
      "get: { responses: { '200': { description: ok, content: { '*/*': { schema: { required: [n], properties: { n: { type: integer } } } } } } } }"
    )
    const response = await fetch(`${url}/items`)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await response.json()).toEqual({ n: 0 })
  })

  it.each([
    ['image/png', 'image/png', '89504e47'],
    ['image/jpeg', 'image/jpeg', 'ffd8ffdb'],
    ['image/gif', 'image/gif', '47494638'],
    ['image/webp', 'image/webp', '52494646'],
    ['image/*', 'image/png', '89504e47']
  ])(
    'makes a picture of one pixel where the contract has none: %s',
    async (declared, type, start) => {
      const media = `'${declared}': { schema: { type: string, format: binary } }`
      const url = await items(
        `get: { responses: { '200': { description: ok, content: { ${media} } } } }`
      )
      const response = await fetch(`${url}/items`)
      expect(response.headers.get('content-type')).toBe(type)
      const bytes = Buffer.from(await response.arrayBuffer())
      expect(bytes.toString('hex')).toMatch(new RegExp(`^${start}`))
      expect(response.headers.get('content-length')).toBe(String(bytes.length))
    }
  )

  it('makes a required header that has no example', async () => {
    const header = '{ required: true, schema: { type: integer, minimum: 3 } }'
    const url = await items(
      `get: { responses: { '200': { description: ok, headers: { X-Left: ${header} } } } }`
    )
    expect((await fetch(`${url}/items`)).headers.get('x-left')).toBe('3')
  })

  it('sends text with its own content type', async () => {
    const url = await items(`
get: { responses: { '200': { description: ok, content: { text/csv: { example: "a,b" } } } } }`)
    const response = await fetch(`${url}/items`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  })

  it('sends the declared headers with their examples', async () => {
    const url = await items(`
get:
  responses:
    '200':
      description: ok
      headers:
        X-Total-Count: { schema: { type: integer }, example: 42 }
        Cache-Control: { schema: { type: string, example: 'public, max-age=60' } }
      content: { application/json: { example: [] } }`)
    const { headers } = await fetch(`${url}/items`)
    expect(headers.get('x-total-count')).toBe('42')
    expect(headers.get('cache-control')).toBe('public, max-age=60')
  })

  it('writes a header in its style or as JSON, and leaves the content type to the body', async () => {
    const url = await items(`
get:
  responses:
    '200':
      description: ok
      headers:
        X-Limits: { schema: { type: object }, example: { day: 5, hour: 1 } }
        X-Left: { explode: true, schema: { type: object }, example: { day: 4, hour: 0 } }
        X-Page: { content: { application/json: { schema: { type: object }, example: { next: 茶 } } } }
        Content-Type: { schema: { type: string }, example: text/html }
      content: { application/json: { example: [] } }`)
    const { headers } = await fetch(`${url}/items`)
    expect(headers.get('x-limits')).toBe('day,5,hour,1')
    expect(headers.get('x-left')).toBe('day=4,hour=0')
    expect(headers.get('x-page')).toBe('{"next":"\\u8336"}')
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
  })

  it('leaves out a header that HTTP cannot carry, and says so', async () => {
    const url = await items(`
get:
  responses:
    '200':
      description: ok
      headers: { X-Title: { schema: { type: string }, example: 红茶 }, X-Next: { example: b } }
      content: { application/json: { example: [] } }`)
    const response = await fetch(`${url}/items`)
    expect([response.status, response.headers.get('x-title')]).toEqual([200, null])
    expect(response.headers.get('x-next')).toBe('b')
    expect(lines.join('\n')).toMatch(/:\d+: X-Title: its example has characters that a header/)
  })

  it('answers in the media type that the caller accepts', async () => {
    const url = await items(`
get:
  responses:
    '200':
      description: ok
      content:
        application/json: { example: { a: 1 } }
        text/csv: { example: a }`)
    const ask = (accept: string) => fetch(`${url}/items`, { headers: { accept } })
    expect(await (await ask('text/csv')).text()).toBe('a')
    expect(await (await ask('text/*;q=0.5, application/json')).text()).toBe('{"a":1}')
    expect(await (await ask('image/png')).text()).toBe('{"a":1}')
  })

  it('redirects where the contract says so', async () => {
    const url = await items(`
get:
  responses:
    '302':
      description: found
      headers: { Location: { schema: { type: string }, example: 'https://example.com/a' } }`)
    const response = await fetch(`${url}/items`, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      'https://example.com/a'
    ])
  })

  it('leaves a text that looks like the request id as it is', async () => {
    const url = await items(`
get:
  responses:
    '200': { description: ok, content: { application/json: { example: { message: Item 1 is sold, requestId: '1' } } } }`)
    const body = (await (await fetch(`${url}/items`)).json()) as {
      message: string
      requestId: string
    }
    expect(body.message).toBe('Item 1 is sold')
    expect(body.requestId).not.toBe('1')
  })

  it('escapes the line separators of JavaScript in JSON', async () => {
    const url = await items(`
get: { responses: { '200': { description: ok, content: { application/json: { example: "a\\u2028b" } } } } }`)
    expect(await (await fetch(`${url}/items`)).text()).toBe('"a\\u2028b"')
  })
})

describe('parameters', () => {
  it('picks a rule by the typed value of a parameter', async () => {
    const url = await serve(
      shop(
        '/items/{name}',
        `
get:
  parameters:
    - { name: name, in: path, required: true, schema: { type: string } }
    - { name: page, in: query, schema: { type: integer, minimum: 1 } }
  x-mock:
    rules:
      - { when: { path.name: 红 }, example: red }
      - { when: { query.page: 2 }, example: second }
  responses:
    '200':
      description: ok
      content:
        application/json:
          examples: { first: { value: 1 }, second: { value: 2 }, red: { value: 3 } }`
      )
    )
    const source = async (where: string) =>
      (await fetch(url + where)).headers.get('x-gateway-source')
    expect(await source('/items/x')).toBe('mock:first')
    expect(await source('/items/x?page=2')).toBe('mock:second')
    expect(await source('/items/%E7%BA%A2')).toBe('mock:red')
    expect((await fetch(`${url}/items/x?page=0`)).status).toBe(400)
    expect((await fetch(`${url}/items/x?page=two`)).status).toBe(400)
    expect((await fetch(`${url}/items/%E7`)).status).toBe(400)
  })
})

describe('security', () => {
  const secured = (security: string) =>
    items(`get: { security: ${security}, responses: { '200': { description: ok } } }`)

  it.each([
    ['an optional scheme', '[{}, { bearer: [] }]', {}, '', 200],
    ['basic', '[{ basic: [] }]', { authorization: 'Basic dTpw' }, '', 200],
    ['basic with a bearer', '[{ basic: [] }]', { authorization: 'Bearer x' }, '', 401],
    ['one of two', '[{ bearer: [] }, { header: [] }]', { 'x-key': 'k' }, '', 200],
    ['both of two with one', '[{ bearer: [], header: [] }]', { 'x-key': 'k' }, '', 401],
    [
      'both of two',
      '[{ bearer: [], header: [] }]',
      { 'x-key': 'k', authorization: 'Bearer x' },
      '',
      200
    ],
    ['a key in a cookie', '[{ cookie: [] }]', { cookie: 'a=b; sid=1' }, '', 200],
    ['a key in the query', '[{ query: [] }]', {}, '?key=1', 200],
    ['no key in the query', '[{ query: [] }]', {}, '', 401]
  ])('checks %s', async (_name, security, headers, query, status) => {
    const response = await fetch(`${await secured(security)}/items${query}`, { headers })
    expect(response.status).toBe(status)
  })
})

it('makes up an answer where one keyword alone does not tell what is valid', async () => {
  const file = path.join(folder, 'patterns.yaml')
  const schema = `{ type: object, required: [a, b, c], properties: {
    a: { type: string, pattern: '^t-[0-9]{3}$' },
    b: { $ref: '#/components/schemas/Name', minLength: 4 },
    c: { type: array, minItems: 3, uniqueItems: true, items: { type: integer } } } }`
  const answer = `{ description: ok, content: { application/json: { schema: ${schema} } } }`
  writeFileSync(file, shop('/items', `get: { responses: { '200': ${answer} } }`))
  const response = await fetch(`${await mock(file)}/items`)
  const { a, b, c } = (await response.json()) as { a: string; b: string; c: number[] }
  expect(a).toMatch(/^t-\d{3}$/)
  expect(b.length).toBeGreaterThanOrEqual(4)
  expect(new Set(c).size).toBeGreaterThanOrEqual(3)
})

/** Starts `npm run mock -- --contract FILE`. */
async function mock(file: string): Promise<string> {
  const child = spawn(process.execPath, commandLine('mock', '--port', '0', '--contract', file), {
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  running.push({ stop: () => (child.kill('SIGINT'), once(child, 'exit')) })
  for await (const line of createInterface(child.stdout)) {
    const url = /^gateway +(http\S+)/.exec(line)?.[1]
    if (url) return url
  }
  throw new Error('the gateway ended')
}

it('serves a railway in OpenAPI 3.1 untouched', async () => {
  const url = await mock(require.resolve('@readme/oas-examples/3.1/json/train-travel.json'))
  const headers = { authorization: 'Bearer t' }
  const stations = await fetch(`${url}/stations`, { headers })
  expect(stations.status).toBe(200)
  expect(await stations.json()).toMatchObject({ data: [{ name: 'Berlin Hauptbahnhof' }, {}] })
  expect((await fetch(`${url}/trips?date=today`, { headers })).status).toBe(400)
  expect((await fetch(`${url}/stations`)).status).toBe(401)
})

it('serves a petstore in OpenAPI 3.0 untouched', async () => {
  const url = await mock(require.resolve('@readme/oas-examples/3.0/json/petstore.json'))
  const headers = { api_key: 'k', authorization: 'Bearer t' }
  const pet = await fetch(`${url}/pet/1`, { headers })
  expect([pet.status, await pet.json()]).toMatchObject([200, { id: 25, name: 'doggie' }])
  expect((await fetch(`${url}/pet/one`, { headers })).status).toBe(400)
  expect((await fetch(`${url}/nowhere`)).status).toBe(404)
})

describe('properties that are only read or only written', () => {
  const ACCOUNT = `
post:
  requestBody:
    required: true
    content:
      application/json:
        schema: &account
          type: object
          required: [id, name, password]
          properties:
            id: { type: integer, readOnly: true }
            name: { type: string }
            password: { type: string, writeOnly: true }
  responses:
    '201': { description: made, content: { application/json: { schema: *account } } }`
  const post = async (body: object) => {
    const response = await fetch(`${await items(ACCOUNT)}/items`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })
    return { status: response.status, body: (await response.json()) as object }
  }

  it('requires in a request only what belongs into it, and shows in an answer only what belongs there', async () => {
    const { status, body } = await post({ name: 'Tea', password: 'x' })
    expect([status, Object.keys(body)]).toEqual([201, ['id', 'name']])
    expect(await post({ name: 'Tea' })).toMatchObject({
      body: { message: 'body: "password" is missing' }
    })
  })

  it('refuses what only the server may set', async () => {
    expect(await post({ id: 1, name: 'Tea', password: 'x' })).toMatchObject({
      status: 400,
      body: { message: 'body.id: must not be sent' }
    })
  })
})

describe('the encoding of a form', () => {
  it('reads a field by the style that the contract gives it', async () => {
    const url = await items(`
post:
  requestBody:
    required: true
    content:
      application/x-www-form-urlencoded:
        schema:
          type: object
          properties:
            ids: { type: array, minItems: 2, items: { type: integer } }
            at: { type: object, required: [x], properties: { x: { type: integer } } }
        encoding: { ids: { explode: false, style: pipeDelimited }, at: { contentType: application/json } }
  responses: { '204': { description: done } }`)
    const send = async (body: string) =>
      (await fetch(`${url}/items`, { method: 'POST', body: new URLSearchParams(body) })).status
    expect(await send('ids=1|2&at={"x":1}')).toBe(204)
    expect(await send('ids=1&ids=2')).toBe(400)
    expect(await send('at={"y":1}')).toBe(400)
  })

  it('reads a part as the only type that the contract names, and refuses others', async () => {
    const url = await items(`
post:
  requestBody:
    required: true
    content:
      multipart/form-data:
        schema:
          type: object
          properties:
            about: { type: object, required: [n], properties: { n: { type: integer } } }
            picture: { type: string, format: binary }
        encoding:
          about: { contentType: application/json }
          picture: { contentType: 'image/png, image/*' }
  responses: { '204': { description: done } }`)
    const send = async (name: string, content: string, type: string) => {
      const form = new FormData()
      const isFile = type !== ''
      form.append(name, isFile ? new File([content], 'a', { type }) : content)
      const response = await fetch(`${url}/items`, { method: 'POST', body: form })
      return [response.status, await response.text()] as const
    }
    expect((await send('about', '{"n":1}', ''))[0]).toBe(204)
    expect((await send('about', '{"n":"a"}', ''))[0]).toBe(400)
    expect((await send('picture', 'x', 'image/webp'))[0]).toBe(204)
    const [status, text] = await send('picture', 'x', 'text/html')
    expect([status, text]).toEqual([
      400,
      expect.stringContaining('body.picture: must be image/png or image/*')
    ])
  })
})
