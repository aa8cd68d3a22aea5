import { clock } from '../../../miniprogram/pages/about/view'
import { type AboutPage, openApp } from '../app'
import { failing, type Gateway, startGateway } from '../gateway'
import { type PhoneOptions } from '../wx'

let gateway: Gateway
beforeEach(async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  gateway = await startGateway()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await gateway.close()
})

async function openAbout(options?: PhoneOptions) {
  const app = await openApp(gateway.url, options)
  const about = await app.open('about')
  about.onShow()
  return { ...app, about }
}

const fact = (page: AboutPage, label: string) =>
  page.data.facts.find((each) => each.label === label)?.value
const saving = (url: string) => ({ detail: { value: { url } } })

it('shows what is known before any request, without a network call', async () => {
  const { about } = await openAbout()
  expect(about.data.facts).toEqual([
    { label: '版本', value: '开发版' },
    { label: '基础库', value: '3.8.12' },
    { label: '网关地址', value: gateway.url },
    { label: '网络', value: '已连接' },
    { label: '数据来源', value: '暂未获取' },
    { label: '手机时钟', value: '暂未获取' }
  ])
  expect(about.data.calls).toEqual([])
  expect(gateway.received).toHaveLength(0)
})

it('lists the last calls, newest first, with what answered and their request ids', async () => {
  const { weapp, about } = await openAbout()
  await weapp.session.logIn()
  gateway.next('GET /session', failing('DATABASE_UNAVAILABLE'))
  gateway.next('GET /session', () => undefined)
  await weapp.session.call('getSession').catch(() => undefined)
  await weapp.session.call('getSession').catch(() => undefined)
  about.onShow()
  expect(about.data.calls).toMatchObject([
    {
      what: expect.stringMatching(/^getSession · NETWORK · \d+ 毫秒$/) as string,
      trace: '未收到响应'
    },
    {
      what: expect.stringMatching(/^getSession · 503 DATABASE_UNAVAILABLE · /) as string,
      trace: 'function:test\nrequest-2'
    },
    { what: expect.stringMatching(/^login · 200 /) as string, trace: 'function:test\nrequest-1' }
  ])
})

it('keeps no more than eight calls', async () => {
  const { weapp, about } = await openAbout()
  await weapp.session.logIn()
  for (let count = 0; count < 9; count += 1) await weapp.session.call('getSession')
  about.onShow()
  expect(about.data.calls.map(({ what }) => what.split(' ')[0])).toEqual(
    Array.from({ length: 8 }, () => 'getSession')
  )
})

it('copies the diagnostics, without the token or the user id', async () => {
  const { phone, weapp, about } = await openAbout()
  const { result } = await weapp.session.logIn()
  about.onShow()
  about.copy()
  expect(phone.clipboard).toContain(`网关地址：${gateway.url}`)
  expect(phone.clipboard).toContain('function:test · request-1')
  expect(phone.clipboard).not.toContain(result.token)
  expect(phone.clipboard).not.toContain(result.session.userId)
})

it('compares the clock of the phone with the server', async () => {
  const { weapp, about } = await openAbout()
  const Date = () => new globalThis.Date(globalThis.Date.now() - 300_000).toUTCString()
  gateway.next('POST /login', (request) => failing('CODE_USED', { Date: Date() })(request))
  await weapp.session.logIn().catch(() => undefined)
  about.onShow()
  expect(fact(about, '手机时钟')).toBe('比服务器快 5 分钟')
})

it.each([
  [1900, '与服务器一致'],
  [-1900, '与服务器一致'],
  [2600, '比服务器快 3 秒'],
  [-90_000, '比服务器慢 90 秒'],
  [-3 * 3_600_000, '比服务器慢 3 小时']
])('describes a clock that is %d ms ahead as "%s"', (aheadMs, words) => {
  expect(clock(aheadMs)).toBe(words)
})

describe('a gateway address of this phone', () => {
  it('calls the address set on the phone, after a restart too, and drops the old token', async () => {
    const { phone, weapp, about } = await openAbout()
    await weapp.session.logIn()
    const other = await startGateway()
    about.saveAddress(saving(` ${other.url}/ `))
    expect(weapp.session.hasToken()).toBe(false)
    expect(fact(about, '网关地址')).toBe(other.url)
    const { weapp: later } = await openAbout({ storage: phone.storage })
    await later.session.logIn()
    expect([other.count('POST /login'), gateway.count('POST /login')]).toEqual([1, 1])
    await other.close()
  })

  it('returns to the built-in address when an empty one is saved', async () => {
    const { phone, about } = await openAbout()
    about.saveAddress(saving('http://10.0.0.2:3000'))
    about.saveAddress(saving(' '))
    expect(fact(about, '网关地址')).toBe(gateway.url)
    expect(phone.storage.size).toBe(0)
  })

  it.each([
    '192.168.1.5:3000',
    'ftp://192.168.1.5',
    'http://192.168.1.5:3000/login',
    'http://user:secret@192.168.1.5',
    'http://192.168.1.5:99999',
    'http://192.168.1.5:0',
    'http://a b'
  ])('refuses the address %s with an explanation, and changes nothing', async (url) => {
    const { phone, weapp, about } = await openAbout()
    await weapp.session.logIn()
    about.saveAddress(saving(url))
    expect(about.data.problem).not.toBe('')
    expect(about.data.ownUrl).toBe(url)
    expect(weapp.session.hasToken()).toBe(true)
    expect([...phone.storage.keys()].some((key) => key.includes('gateway-url'))).toBe(false)
  })

  it('ignores an address that was set on the phone outside develop builds', async () => {
    const storage = new Map([['gateway-url/v1', 'http://10.0.0.2:3000']])
    const { about } = await openAbout({ storage, envVersion: 'release' })
    expect(about.data.isDevelop).toBe(false)
    expect(fact(about, '网关地址')).toBe('未填写')
  })
})
