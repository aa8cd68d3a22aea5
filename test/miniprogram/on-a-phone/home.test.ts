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

it('shows the login on a first run, without a network call', async () => {
  await open()
  await phone.sees('未登录')
  expect(phone.document.querySelector('h1')?.textContent).toBe('微信登录')
  expect(gateway.received).toEqual([])
  expect(phone.troubles).toEqual([])
})

it('logs in as the user of the panel by a tap, and out by another', async () => {
  await open({ user: 'bob' })
  await phone.tap('微信登录')
  await phone.sees('已登录')
  expect(phone.text()).toContain('5f2b8c…b7c6')
  expect((gateway.received[0]?.body as { code: string }).code).toMatch(/^dev-bob-/)
  await phone.tap('退出登录')
  await phone.sees('未登录')
  expect(gateway.count('DELETE /session')).toBe(1)
})

it('stays logged in when the mini-program is opened again', async () => {
  await open()
  await phone.tap('微信登录')
  await phone.sees('已登录')
  phone = await phone.reopen()
  await phone.sees('已登录')
  expect(gateway.count('POST /login')).toBe(1)
})

it('replaces a token that the server refuses by a silent login', async () => {
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

it('keeps the login while the server is down, and says what to do', async () => {
  await open()
  await phone.tap('微信登录')
  await phone.sees('已登录')
  gateway.next('GET /session', failing('DATABASE_UNAVAILABLE'))
  await phone.tap('刷新状态')
  await phone.sees('登录状态已保留')
  await phone.sees('刷新失败：服务暂时不可用请在2秒后重试。请求编号request-DATABASE_UNAVAILABLE')
  await phone.tap('再试一次')
  await phone.sees('已登录')
})

it('shows a failure until it is dismissed', async () => {
  await open({ network: 'offline' })
  await phone.tap('微信登录')
  await phone.sees('网络不可用')
  await phone.tap('关闭提示')
  expect(phone.text()).not.toContain('网络不可用')
  await phone.tap('微信登录')
  await phone.sees('网络不可用')
})

it.each([
  ['offline', '网络不可用'],
  ['domainRefused', '微信不允许访问该地址']
])('explains that the network is %s, and logs in once it is back', async (network, words) => {
  await open({ network })
  await phone.tap('微信登录')
  await phone.sees(words)
  phone.set({ network: 'online' })
  await phone.tap('微信登录')
  await phone.sees('已登录')
})

it.each([
  ['fail', '未能获取微信登录凭证'],
  ['errcode-40226', '该账号已被微信限制登录']
])('explains why the login fails when wx.login gives %s', async (login, words) => {
  gateway.next('POST /login', failing('USER_BLOCKED'))
  await open({ login })
  await phone.tap('微信登录')
  await phone.sees(words)
})

it('shows a spinner on the button during the login, and ignores taps', async () => {
  await open({ delayMs: 60 })
  await phone.tap('微信登录')
  await phone.sees('正在登录…')
  const [button] = phone.document.querySelectorAll('wx-button')
  expect([button?.querySelectorAll('.spinner').length, button?.ariaDisabled]).toEqual([1, 'true'])
  await phone.sees('已登录')
  expect(button?.querySelectorAll('.spinner').length).toBe(0)
  expect(gateway.count('POST /login')).toBe(1)
})
