import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { startWechat, type WechatStandIn } from '../../mocks/wechat'
import { createScf, type FunctionSettings, type Scf } from '../../tools/scf'
import { createDatabase, type TestDatabase } from '../support/database'
import { newCode } from './caller'
import { newKeys } from './keys'

const LIMIT = 3
const account = { appId: 'wx0123456789abcdef', appSecret: 'a'.repeat(32) }
let database: TestDatabase
let wechat: WechatStandIn
beforeAll(async () => {
  database = await createDatabase()
  wechat = await startWechat(account)
})
afterAll(async () => {
  await wechat.stop()
  await database.drop()
})

const doors: [string, Pick<FunctionSettings, 'type' | 'event'>][] = [
  ['the web door', { type: 'web', event: 'url' }],
  ["a function URL's event", { type: 'event', event: 'url' }],
  ["an API gateway's event", { type: 'event', event: 'apigw' }]
]

describe.each(doors)('the limit of one address, through %s', (_name, kind) => {
  let scf: Scf
  beforeAll(() => {
    const environment = {
      WECHAT_APPID: account.appId,
      WECHAT_APP_SECRET: account.appSecret,
      WECHAT_API_URL: wechat.url,
      DATABASE_URL: database.url,
      LOGINS_PER_ADDRESS: String(LIMIT),
      ...newKeys()
    }
    const login = {
      ...{ name: 'login', bundle: path.resolve(__dirname, '../../dist/login.js') },
      ...{ handler: 'main_handler', timeoutSeconds: 6, initTimeoutSeconds: 10, memoryMb: 256 },
      ...{ concurrency: kind.type === 'web' ? 20 : 1, maxInstances: 2, timers: [], environment }
    }
    scf = createScf({ functions: [{ ...login, ...kind }], log: () => undefined })
  })
  afterAll(() => scf.stop())
  beforeEach(() => database.query('DELETE FROM login_addresses'))

  let users = 0
  async function statusFrom(remoteAddress: string, headers: Record<string, string> = {}) {
    const { status } = await scf.request('login', {
      ...{ method: 'POST', path: '/login', rawQuery: '', remoteAddress },
      headers: { 'content-type': 'application/json', ...headers },
      body: Buffer.from(JSON.stringify({ code: newCode(`user${users++}`) })),
      requestId: randomUUID()
    })
    return status
  }
  async function fill(
    addressOf: (i: number) => string,
    headersOf: (i: number) => Record<string, string> = () => ({})
  ) {
    const statuses: number[] = []
    for (let i = 0; i <= LIMIT; i++) statuses.push(await statusFrom(addressOf(i), headersOf(i)))
    return statuses
  }
  const FULL = [...Array<number>(LIMIT).fill(200), 429]

  it('counts a caller who makes up another address with each call', async () => {
    const forged = (i: number) => ({
      'x-forwarded-for': `198.51.100.${i}`,
      'x-scf-remote-addr': `198.51.100.${i}`,
      'x-real-ip': `198.51.100.${i}`
    })
    expect(await fill(() => '203.0.113.7', forged)).toEqual(FULL)
  })

  it('lets nobody use up the limit of another address', async () => {
    const victim = '198.51.100.7'
    const forged = { 'x-forwarded-for': victim, 'x-scf-remote-addr': victim }
    await fill(
      () => '203.0.113.8',
      () => forged
    )
    expect(await statusFrom(victim)).toBe(200)
  })

  it('counts all addresses of an IPv6 network of 64 bits together', async () => {
    expect(await fill((i) => `2001:db8:1:2::${i}`)).toEqual(FULL)
    expect(await statusFrom('2001:db8:1:3::1')).toBe(200)
  })

  it('counts an IPv4 address as the same one however it is written', async () => {
    const written = ['203.0.113.9', '::ffff:203.0.113.9', '203.0.113.9:4711', '::FFFF:CB00:7109']
    expect(await fill((i) => written[i] ?? '')).toEqual(FULL)
  })

  it('counts nobody whose address only the platform knows', async () => {
    expect(await fill(() => '10.1.2.3')).toEqual(Array(LIMIT + 1).fill(200))
  })
})
