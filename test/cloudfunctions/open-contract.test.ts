import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { buildFunctions } from '../../tools/build'
import { createScf, type Scf } from '../../tools/scf'
import { project, runCommand } from '../support/project'
import { createScratchProject, type ScratchProject } from '../support/scratch-project'
import { newKeys } from './keys'

const SCHEMES = `
    partnerKey: { type: apiKey, in: header, name: X-Partner-Key }
    partnerLogin: { type: http, scheme: basic }
    partnerCookie: { type: apiKey, in: cookie, name: partner }
    queryKey: { type: apiKey, in: query, name: api_key }`

let scratch: ScratchProject
let distDir: string

/** Adds the bazaar's function and contract to a copy of the project. */
beforeAll(async () => {
  scratch = createScratchProject()
  distDir = mkdtempSync(path.join(tmpdir(), 'an open contract '))
  const bazaar = path.join(__dirname, 'bazaar')
  mkdirSync(path.join(scratch.functionsDir, 'bazaar'))
  cpSync(path.join(bazaar, 'index.ts.txt'), path.join(scratch.functionsDir, 'bazaar/index.ts'))
  const paths = readFileSync(path.join(bazaar, 'openapi.yaml'), 'utf8').replace(/^(?=.)/gm, '  ')
  const contract = readFileSync(scratch.contractFile, 'utf8')
    .replace('\npaths:\n', `\npaths:\n${paths}`)
    .replace('\n  securitySchemes:', `\n  securitySchemes:${SCHEMES}`)
  writeFileSync(scratch.contractFile, contract)
  // it also lists the bazaar's missing files, whose handlers are all in one here
  const { stdout } = runCommand('contract', [], { cwd: scratch.root })
  expect(stdout).toContain('wrote gateway-config/generated/contract.ts')
  await buildFunctions(scratch, distDir)
}, 60_000)
afterAll(() => {
  scratch.remove()
  rmSync(distDir, { recursive: true })
})

it('types the handlers of any contract', () => {
  const compiler = path.join(project.root, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', scratch.root], {
    encoding: 'utf8'
  })
  expect(stdout.split('\n').filter((line) => line.includes('cloudfunctions/bazaar'))).toEqual([])
}, 60_000)

const DOORS = [
  ["a function URL's events", 'event', 'url'],
  ["an API gateway's events", 'event', 'apigw'],
  ['HTTP', 'web', 'url']
] as const

describe.each(DOORS)('a function that is called by %s', (_name, type, event) => {
  let scf: Scf
  const lines: string[] = []
  beforeAll(() => {
    scf = createScf({
      functions: [
        {
          ...{ name: 'bazaar', bundle: path.join(distDir, 'bazaar.js'), type, event },
          ...{ handler: 'main_handler', timeoutSeconds: 6, initTimeoutSeconds: 10, memoryMb: 256 },
          ...{ concurrency: type === 'web' ? 50 : 1, maxInstances: 1, timers: [] },
          // no call here reaches the database
          environment: {
            WECHAT_APPID: 'wx0123456789abcdef',
            WECHAT_APP_SECRET: 'a'.repeat(32),
            DATABASE_URL: 'mysql://nobody@127.0.0.1:1/none',
            ...newKeys()
          }
        }
      ],
      log: (line) => lines.push(line)
    })
  })
  afterAll(() => scf.stop())

  async function ask(
    method: string,
    target: string,
    headers: Record<string, string> = {},
    sent: string | Buffer = ''
  ) {
    const [address = '', rawQuery = ''] = target.split('?')
    const { status, body, ...answer } = await scf.request('bazaar', {
      ...{ method, path: address, rawQuery, headers, body: Buffer.from(sent) },
      ...{ requestId: 'request-0001', remoteAddress: '203.0.113.7' }
    })
    const isJson = body && String(answer.headers['content-type']).includes('json')
    return { ...answer, status, body: isJson ? (JSON.parse(body) as object) : body, text: body }
  }

  const tenant = { 'x-tenant': 't-1' }

  it('gets typed parameters from every place, defaults included', async () => {
    const query = 'tag=a&tag=b&ids=1,2&filter[max]=1.5&filter[sold]=true'
    const headers = { ...tenant, cookie: 'x=1; theme=dark' }
    expect(await ask('GET', `/bazaar/items?${query}`, headers)).toMatchObject({
      status: 200,
      headers: { 'x-total-count': '42', 'cache-control': 'no-store' },
      body: {
        ...{ page: 1, tag: ['a', 'b'], ids: [1, 2], filter: { max: 1.5, sold: true } },
        ...{ 'x-tenant': 't-1', theme: 'dark' }
      }
    })
    expect((await ask('GET', '/bazaar/items?page=2&tag=a', tenant)).body).toMatchObject({
      page: 2,
      tag: ['a']
    })
  })

  it.each([
    ['page=x', tenant, 'query.page: must be integer'],
    ['page=0', tenant, 'query.page: must be >= 1'],
    ['page=1&page=2', tenant, 'query.page: given twice'],
    ['filter[min]=1', tenant, 'query.filter: unknown key "min"'],
    ['', {}, 'header: "x-tenant" is missing'],
    ['', { 'x-tenant': 'bad' }, 'header.x-tenant: must match pattern "^t-"'],
    ['', { ...tenant, cookie: 'theme=x' }, 'cookie.theme: must be equal to one of'],
    ['a=1', tenant, 'query: unknown key "a"'],
    ['token=1', tenant, 'query: never put a code or a token into an address']
  ])('refuses ?%s with %j', async (query, headers, message) => {
    const { status, body } = await ask('GET', `/bazaar/items?${query}`, headers)
    expect([status, body]).toEqual([
      400,
      expect.objectContaining({ message: expect.stringContaining(message) as string })
    ])
  })

  it('reads paths by their templates, and decodes them once', async () => {
    expect((await ask('GET', '/bazaar/items/5')).body).toEqual({ id: 5 })
    expect((await ask('GET', '/bazaar/items/abc')).status).toBe(400)
    expect((await ask('GET', '/bazaar/files/%E7%BA%A2%2F%2541.json')).body).toEqual({
      name: '红/%41'
    })
    expect((await ask('GET', '/bazaar/files/a')).status).toBe(404)
    expect((await ask('GET', '/bazaar/files/%zz.json')).status).toBe(400)
    expect((await ask('GET', '/bazaar/prices/;ids=3;ids=4')).body).toEqual({ ids: [3, 4] })
  })

  it.each(['//x/bazaar', '/a/../bazaar/go', '/\\evil/bazaar', '//', '//[', '/bazaar/../bazaar/go'])(
    'answers the path %s, and logs the call without it',
    async (address) => {
      const before = lines.length
      expect((await ask('GET', address)).status).toBe(404)
      const logged = () => lines.slice(before).join('\n')
      // the function's output arrives by a pipe of its own
      while (!logged().includes('"status":404')) await setImmediate()
      expect(logged()).not.toContain(address)
    }
  )

  it('answers with a declared status and headers, and fills in defaults of the body', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'abcdefgh' }
    expect(await ask('POST', '/bazaar/bids', headers, '{"item":3}')).toMatchObject({
      status: 201,
      headers: { location: '/bazaar/1' },
      body: { item: 3, count: 1, key: 'abcdefgh' }
    })
    const priced = (price: string) =>
      ask('POST', '/bazaar/bids', headers, `{"item":3,"price":${price}}`)
    expect((await priced('1.15')).body).toMatchObject({ price: 1.15 })
    expect((await priced('1.155')).status).toBe(400)
    expect((await priced('1e999')).body).toMatchObject({ message: 'body.price: must be number' })
    const { 'content-type': type } = headers
    expect((await ask('POST', '/bazaar/bids', { 'content-type': type }, '{}')).status).toBe(400)
  })

  it('redirects, answers 204 and 304 without a body, and caches as the operation says', async () => {
    const none = { text: '' }
    expect(await ask('GET', '/bazaar/go')).toMatchObject({
      ...{ status: 302, ...none },
      headers: { location: 'https://elsewhere.example/?a=1', 'cache-control': 'no-store' }
    })
    expect(await ask('DELETE', '/bazaar/nothing')).toMatchObject({ status: 204, ...none })
    const cached = { etag: '"1"', 'cache-control': 'public, max-age=60' }
    expect(await ask('GET', '/bazaar/fresh')).toMatchObject({ status: 200, headers: cached })
    const again = await ask('GET', '/bazaar/fresh', { 'if-none-match': '"1"' })
    expect(again).toMatchObject({ status: 304, headers: cached, ...none })
  })

  it('sends the type that the caller accepts', async () => {
    expect((await ask('GET', '/bazaar/list')).body).toEqual({ a: 'b' })
    const csv = await ask('GET', '/bazaar/list', { accept: 'text/csv, */*;q=0.1' })
    expect([csv.text, csv.headers['content-type']]).toEqual(['a,b\n', 'text/csv; charset=utf-8'])
  })

  it('sends bytes', async () => {
    const { bytes, headers } = await ask('GET', '/bazaar/picture')
    expect([bytes, headers['content-type']]).toEqual([
      Buffer.from([0x89, 0x50, 0, 255]),
      'image/png'
    ])
  })

  it('takes an upload up to the limit that its route declares', async () => {
    const upload = async (size: number, more: Record<string, string | Blob> = {}) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(more)) form.append(name, value)
      form.append('photo', new Blob([Buffer.alloc(size, 200)], { type: 'image/png' }), '红.png')
      const made = new Response(form)
      const type = made.headers.get('content-type') ?? ''
      const body = Buffer.from(await made.arrayBuffer())
      return ask('PUT', '/bazaar/photo', { 'content-type': type }, body)
    }
    expect((await upload(20_000, { title: '茶', size: '3' })).body).toEqual({
      ...{ title: '茶', size: 3, filename: '红.png', contentType: 'image/png' },
      ...{ bytes: 20_000, last: 200 }
    })
    expect((await upload(95_000)).body).toMatchObject({
      message: 'body.photo: must NOT have more than 90000 characters'
    })
    expect((await upload(100_001)).status).toBe(413)
    expect((await upload(1, { size: 'x' })).status).toBe(400)
    expect((await upload(1, { title: new Blob(['茶']) })).body).toMatchObject({
      message: 'body.title: must be string'
    })
    const other = await ask('PUT', '/bazaar/photo', { 'content-type': 'application/json' }, '{}')
    expect([other.status, other.body]).toMatchObject([
      415,
      { message: 'Send the body as multipart/form-data' }
    ])
  })

  it('takes forms, texts, any bytes and no body at all', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const sent = await ask('POST', '/bazaar/form', form, 'name=%E8%8C%B6&age=3')
    expect(sent.body).toEqual({ name: '茶', age: 3 })
    expect((await ask('POST', '/bazaar/form', form, 'age=3')).status).toBe(400)
    const bytes = Buffer.from([0, 255, 13, 10])
    const raw = await ask('POST', '/bazaar/notice', { 'content-type': 'a/b' }, bytes)
    expect(raw.body).toEqual({ raw: '00ff0d0a' })
    const typeOf = async (headers: Record<string, string>, body: string) =>
      (await ask('POST', '/bazaar/optional', headers, body)).body
    expect(await typeOf({}, '')).toEqual({ type: 'undefined' })
    expect(await typeOf({ 'content-type': 'text/plain' }, 'a')).toEqual({ type: 'string' })
    expect(await typeOf({ 'content-type': 'application/json' }, '{}')).toEqual({ type: 'object' })
  })

  it.each(['crlf', 'han', 'half'])('answers 500 rather than send what is %s', async (how) => {
    const { status, body, headers } = await ask('GET', `/bazaar/broken?how=${how}`)
    expect([status, body]).toMatchObject([500, { code: 'SERVER_ERROR' }])
    expect([headers['set-cookie'], headers['x-given']]).toEqual([undefined, undefined])
  })

  it('escapes the line ends that JSON allows and scripts do not', async () => {
    expect((await ask('GET', '/bazaar/broken?how=lines')).text).toBe('{"text":"a\\u2028b"}')
  })

  it('lets anyone in where security is optional, but not with a bad token', async () => {
    expect((await ask('GET', '/bazaar/me')).body).toEqual({ known: false })
    const forged = await ask('GET', '/bazaar/me', { authorization: 'Bearer a.b.c' })
    expect(forged.status).toBe(401)
  })

  it('asks for all schemes of one alternative', async () => {
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
    const key = { 'x-partner-key': 'good' }
    const login = { authorization: basic('user:pass:word') }
    expect((await ask('GET', '/bazaar/partner', { ...key, ...login })).body).toEqual({
      partnerKey: { partner: 'p' },
      partnerLogin: { user: 'user' }
    })
    expect((await ask('GET', '/bazaar/partner', { cookie: 'partner=a%20b' })).body).toEqual({
      partnerCookie: { scopes: ['read'], isNow: true }
    })
    const refused: Record<string, string>[] = [
      ...[{}, key, login, { ...login, 'x-partner-key': 'bad' }],
      ...[{ cookie: 'partner=b' }, { ...key, authorization: basic('user:other') }]
    ]
    for (const headers of refused)
      expect((await ask('GET', '/bazaar/partner', headers)).status).toBe(401)
    const down = await ask('GET', '/bazaar/partner', { cookie: 'partner=down' })
    expect(down.status).toBe(503)
  })

  it('reads a key from the query, which is no parameter', async () => {
    expect((await ask('GET', '/bazaar/keyed?api_key=k')).body).toEqual({
      principal: { queryKey: 'known' },
      query: {}
    })
    expect((await ask('GET', '/bazaar/keyed?api_key=l')).status).toBe(401)
    expect((await ask('GET', '/bazaar/keyed')).status).toBe(401)
  })
})
