import { type CodeMeaning, codes, type Schemas } from '../../../miniprogram/api/contract'
import { FAILURE_TEXTS } from '../../../miniprogram/api/failure-texts'
import { openApp, row, settled } from '../app'
import { failing, type Gateway, startGateway } from '../gateway'

let gateway: Gateway
beforeEach(async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  gateway = await startGateway()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await gateway.close()
})

async function openLoggedIn() {
  const app = await openApp(gateway.url)
  app.home.onShow()
  await app.home.onAction()
  return app
}

it('offers the login on a first run, without a network call', async () => {
  const { phone, home } = await openApp(gateway.url)
  home.onShow()
  await settled(home)
  expect(home.data).toMatchObject({ phase: 'loggedOut', heading: '未登录', failure: null })
  expect(home.data.rows).toEqual([])
  expect([phone.codesTaken, gateway.received.length]).toEqual([0, 0])
})

it('logs in by a tap, and shows the user, the login time and the expiry', async () => {
  const { home } = await openLoggedIn()
  expect(home.data).toMatchObject({ phase: 'loggedIn', heading: '已登录', failure: null })
  expect(row(home, '用户编号')).toBe('5f2b8c…b7c6')
  expect(row(home, '登录时间')).toMatch(/^2030年1月[12]日 \d\d:00$/)
  expect(row(home, '到期时间')).toMatch(/^明天 \d\d:\d\d$/)
})

it.each([
  ['mock:loggedIn', '示例数据'],
  ['function:session#3f2a0b1c cold', '云函数 · 冷启动'],
  ['function:session#3f2a0b1c warm', '云函数 · 热启动'],
  ['', '云函数']
])('shows the source "%s" as %s', async (source, text) => {
  const { home } = await openLoggedIn()
  const session = gateway.session()
  gateway.next('GET /session', () => ({
    status: 200,
    headers: { 'X-Gateway-Source': source },
    body: { session }
  }))
  await home.onAction()
  expect(row(home, '数据来源')).toBe(text)
})

it('shows that it is logging in, and ignores a second tap', async () => {
  const { home } = await openApp(gateway.url)
  home.onShow()
  const taps = [home.onAction(), home.onAction()]
  expect(home.data.busy).toBe('正在登录…')
  await Promise.all(taps)
  expect(home.data.busy).toBe('')
  expect(gateway.count('POST /login')).toBe(1)
})

it('reads the session silently and only once when the user comes back', async () => {
  const { home } = await openLoggedIn()
  home.onShow()
  expect(home.data).toMatchObject({ busy: '正在确认…', isSilent: true, heading: '已登录' })
  await settled(home)
  await new Promise(setImmediate)
  expect(home.data).toMatchObject({ busy: '', isSilent: false, phase: 'loggedIn' })
  expect(gateway.count('GET /session')).toBe(1)
})

it('reads the session when it is pulled down, if there is one, and ends the refresh', async () => {
  const { phone, home } = await openApp(gateway.url)
  home.onShow()
  await home.onPullDownRefresh()
  expect(gateway.received).toHaveLength(0)
  await home.onAction()
  await home.onPullDownRefresh()
  expect(gateway.count('GET /session')).toBe(1)
  expect(phone.refreshesStopped).toBe(2)
})

it('does not log out while it reads the session', async () => {
  const { home } = await openLoggedIn()
  await Promise.all([home.onAction(), home.logOut()])
  expect(home.data.phase).toBe('loggedIn')
  expect(gateway.count('DELETE /session')).toBe(0)
})

it('keeps the session after a restart of the app, without a new login', async () => {
  const { phone: before } = await openLoggedIn()
  const { phone, home } = await openApp(gateway.url, { storage: before.storage })
  home.onShow()
  await settled(home)
  expect(home.data.phase).toBe('loggedIn')
  expect(gateway.received[1]).toMatchObject({ route: 'GET /session', token: 'token-of-code-1' })
  expect(phone.codesTaken).toBe(0)
})

it('logs in silently when the session has ended meanwhile', async () => {
  const { phone: before } = await openLoggedIn()
  gateway.tokens.clear()
  const { home } = await openApp(gateway.url, {
    storage: before.storage,
    login: () => ({ code: 'second' })
  })
  home.onShow()
  await settled(home)
  expect(home.data).toMatchObject({ phase: 'loggedIn', failure: null })
  expect(gateway.received[3]?.token).toBe('token-of-second')
})

it('keeps the session while the database is down, says so, and recovers by a tap', async () => {
  const { phone, home } = await openLoggedIn()
  gateway.next('GET /session', failing('DATABASE_UNAVAILABLE'))
  await home.onAction()
  expect(home.data).toMatchObject({
    phase: 'unsure',
    heading: '登录状态已保留',
    failure: {
      title: '刷新失败：服务暂时不可用',
      trace: '请求编号 request-DATABASE_UNAVAILABLE'
    }
  })
  await home.onAction()
  expect(home.data).toMatchObject({ phase: 'loggedIn', failure: null })
  expect(phone.codesTaken).toBe(1)
})

it('removes the session from the page and the phone at a logout', async () => {
  const { phone, home } = await openLoggedIn()
  await home.logOut()
  expect(home.data).toMatchObject({ phase: 'loggedOut', failure: null })
  expect(home.data.rows).toEqual([])
  expect(phone.storage.size).toBe(0)
})

it('does not show a logout that the server has not confirmed', async () => {
  const { phone, home } = await openLoggedIn()
  gateway.next('DELETE /session', () => undefined)
  await home.logOut()
  expect(home.data).toMatchObject({
    phase: 'unsure',
    failure: { title: '退出结果未知：网络不可用', trace: '' }
  })
  expect(phone.storage.size).toBe(1)
})

/** Some codes belong to other pages, which have texts for them. */
const COMMON = Object.keys(codes).filter((code) => code in FAILURE_TEXTS)

it.each(COMMON as Schemas['ErrorCode'][])('shows %s in its own words', async (code) => {
  const { home } = await openApp(gateway.url)
  home.onShow()
  gateway.next('POST /login', failing(code))
  if (codes[code].retry === 'sameCode') gateway.next('POST /login', failing(code))
  await home.onAction()
  const { retryAfterSeconds }: CodeMeaning = codes[code]
  expect(home.data.phase).toBe('loggedOut')
  expect(home.data.failure).toEqual({
    title: `登录失败：${FAILURE_TEXTS[code].title}`,
    advice: retryAfterSeconds ? `请在 ${retryAfterSeconds} 秒后重试。` : FAILURE_TEXTS[code].advice,
    trace: `请求编号 request-${code}`,
    again: ''
  })
})

it('gives each failure a title of its own, and advice in Chinese', () => {
  const titles = Object.values(FAILURE_TEXTS).map(({ title }) => title)
  expect(new Set(titles).size).toBe(titles.length)
  for (const { title, advice } of Object.values(FAILURE_TEXTS)) {
    expect(title).toMatch(/^[^a-z]*\p{Script=Han}[^a-z]*$/u)
    expect(advice).toMatch(/\p{Script=Han}/u)
  }
})

it.each(['trial', 'release'] as const)(
  'says that a %s build has no gateway address, without a network call',
  async (envVersion) => {
    const { home } = await openApp(gateway.url, { envVersion })
    home.onShow()
    await home.onAction()
    expect(home.data.failure).toMatchObject({
      title: '登录失败：尚未填写服务地址',
      trace: ''
    })
    expect(gateway.received).toHaveLength(0)
  }
)

it('shows no words for developers, not even for a failure', async () => {
  const { home } = await openLoggedIn()
  gateway.next('GET /session', failing('DATABASE_UNAVAILABLE'))
  await home.onAction()
  const { rows, failure, heading } = home.data
  const said = [heading, failure?.title, failure?.advice, ...rows.map(({ label }) => label)]
  expect(said.join('')).toMatch(/^[^a-z]*$/i)
})

it('stays logged in until the app is closed when storage is full', async () => {
  const { home } = await openApp(gateway.url)
  home.onShow()
  jest.spyOn(wx, 'setStorageSync').mockImplementation(() => {
    throw new Error('setStorageSync:fail exceed storage max size 10Mb')
  })
  await home.onAction()
  expect(home.data).toMatchObject({ phase: 'loggedIn', failure: null })
})

it('shows in the banner that a reply is an example, for as long as it is one', async () => {
  const { home } = await openLoggedIn()
  expect(home.data.banner).toBeNull()
  const example = { 'X-Gateway-Source': 'mock:databaseUnavailable' }
  gateway.next('GET /session', failing('DATABASE_UNAVAILABLE', example))
  await home.onAction()
  expect(home.data.banner).toEqual({ kind: 'mock', text: '示例数据' })
  await home.onAction()
  expect(home.data.banner).toBeNull()
})

it('shows on every page at once whether the phone is offline', async () => {
  const { phone, home, open } = await openApp(gateway.url)
  home.onShow()
  const about = await open('about')
  phone.changeNetwork(false)
  const offline = { kind: 'offline', text: '网络未连接' }
  expect([home.data.banner, about.data.banner]).toEqual([offline, offline])
  phone.changeNetwork(true)
  expect([home.data.banner, about.data.banner]).toEqual([null, null])
})
