import { failing, type Gateway, startGateway } from '../gateway'
import { type OpenPhone, openPhone } from '../phone'
import { until } from '../until'

let gateway: Gateway
let phone: OpenPhone
beforeEach(async () => {
  gateway = await startGateway()
})
afterEach(async () => {
  phone.close()
  await gateway.close()
})

const open = async (settings?: Record<string, unknown>) => {
  phone = await openPhone(gateway.url, { settings })
}

test('a first run shows the login, and asks nobody', async () => {
  await open()
  await phone.sees('未登录')
  expect(phone.document.querySelector('h1')?.textContent).toBe('微信登录')
  expect(gateway.received).toEqual([])
  expect(phone.troubles).toEqual([])
})

test('a tap logs the user of the panel in; another tap logs out', async () => {
  await open({ user: 'bob' })
  await phone.tap('微信登录')
  await phone.sees('已登录')
  expect(phone.text()).toContain('5f2b8c…b7c6')
  expect((gateway.received[0]?.body as { code: string }).code).toMatch(/^dev-bob-/)
  await phone.tap('退出登录')
  await phone.sees('未登录')
  expect(gateway.count('DELETE /session')).toBe(1)
})

test('who is logged in stays so when the mini-program is opened again', async () => {
  await open()
  await phone.tap('微信登录')
  await phone.sees('已登录')
  phone = await phone.reopen()
  await phone.sees('已登录')
  expect(gateway.count('POST /login')).toBe(1)
})

test('a token that the server refuses is renewed without a word', async () => {
  await open()
  await phone.tap('微信登录')
  await phone.sees('已登录')
  phone.set({ spoilToken: true })
  await phone.tap('刷新状态')
  await until(
    () => gateway.received.length === 4 && !phone.document.querySelector('.spinner'),
    () => 'the session to be asked for again'
  )
  await phone.sees('已登录')
  expect(gateway.received.map(({ route }) => route)).toEqual([
    'POST /login',
    'GET /session',
    'POST /login',
    'GET /session'
  ])
})

test('a server that is down keeps the login, and says what to do', async () => {
  await open()
  await phone.tap('微信登录')
  await phone.sees('已登录')
  gateway.next('GET /session', failing('DATABASE_UNAVAILABLE'))
  await phone.tap('刷新状态')
  await phone.sees('登录状态已保留')
  await phone.sees('刷新失败：服务暂时不可用请等2秒再试。请求编号request-DATABASE_UNAVAILABLE')
  await phone.tap('再试一次')
  await phone.sees('已登录')
})

test('a failure stays until it is read', async () => {
  await open({ network: 'offline' })
  await phone.tap('微信登录')
  await phone.sees('网络不可用')
  await phone.tap('关闭提示')
  expect(phone.text()).not.toContain('网络不可用')
  await phone.tap('微信登录')
  await phone.sees('网络不可用')
})

test.each([
  ['offline', '网络不可用'],
  ['domainRefused', '微信不允许访问这个地址']
])('with the network %s it says so, and the button works again', async (network, words) => {
  await open({ network })
  await phone.tap('微信登录')
  await phone.sees(words)
  phone.set({ network: 'online' })
  await phone.tap('微信登录')
  await phone.sees('已登录')
})

test.each([
  ['fail', '没有取得微信登录凭证'],
  ['errcode-40226', '微信限制了这个账号登录']
])('when wx.login gives %s, it tells why', async (login, words) => {
  gateway.next('POST /login', failing('USER_BLOCKED'))
  await open({ login })
  await phone.tap('微信登录')
  await phone.sees(words)
})

test('while it logs in, the button turns and takes no tap', async () => {
  await open({ delayMs: 60 })
  await phone.tap('微信登录')
  await phone.sees('正在登录…')
  const [button] = phone.document.querySelectorAll('wx-button')
  expect([button?.querySelectorAll('.spinner').length, button?.ariaDisabled]).toEqual([1, 'true'])
  await phone.sees('已登录')
  expect(button?.querySelectorAll('.spinner').length).toBe(0)
  expect(gateway.count('POST /login')).toBe(1)
})
