import { otherSession } from '../account'
import { type DevicesPage, openApp } from '../app'
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

async function openDevices(options?: PhoneOptions) {
  const app = await openApp(gateway.url, options)
  await app.weapp.session.logIn()
  const devices = await app.open('devices')
  await devices.onShow()
  return { ...app, devices }
}

const tapOn = (page: DevicesPage, index: number) => {
  const { id, name } = page.data.rows[index] ?? { id: '', name: '' }
  return page.revokeOne({ currentTarget: { dataset: { id, name } } })
}

it('marks this phone, and shows when the others were last used', async () => {
  gateway.account.others = [otherSession('a', 'iPad'), otherSession('b', undefined, 3 * 24 * 60)]
  const { devices } = await openDevices()
  expect(devices.data).toMatchObject({ heading: '已登录 3 台设备', others: 2, failure: null })
  expect(devices.data.rows).toMatchObject([
    { current: true },
    {
      name: 'iPad',
      current: false,
      detail: expect.stringMatching(/^25 分钟前活跃 · .* 登录$/) as string
    },
    { name: '未知设备', detail: expect.stringMatching(/^3 天前活跃 · /) as string }
  ])
})

it('holds the place of the list with one row until it is there', async () => {
  const { open } = await openApp(gateway.url)
  const { data } = await open('devices')
  expect(data.rows).toHaveLength(1)
  expect(data.others).toBe(0)
})

it('logs a device out after asking, and reads the list again', async () => {
  gateway.account.others = [otherSession('a', 'iPad'), otherSession('b', 'Mate')]
  const { phone, devices } = await openDevices()
  await tapOn(devices, 1)
  expect(phone.asked).toEqual(['让“\u2068iPad\u2069”退出登录？'])
  expect(gateway.account.others.map(({ id }) => id)).toEqual(['b'])
  expect(devices.data.rows.map(({ name }) => name)).not.toContain('iPad')
})

it('logs no device out when the user cancels', async () => {
  gateway.account.others = [otherSession('a', 'iPad')]
  const { devices } = await openDevices({ agrees: false })
  await tapOn(devices, 1)
  await devices.revokeOthers()
  expect(gateway.account.others).toHaveLength(1)
})

it('shows no failure for a device that has already logged out by itself', async () => {
  gateway.account.others = [otherSession('a', 'iPad')]
  const { devices } = await openDevices()
  gateway.account.others = []
  await tapOn(devices, 1)
  expect(devices.data).toMatchObject({ failure: null, heading: '仅本机已登录' })
})

it('logs all other devices out at once', async () => {
  gateway.account.others = [otherSession('a'), otherSession('b')]
  const { devices } = await openDevices()
  await devices.revokeOthers()
  expect(gateway.account.others).toEqual([])
  expect(devices.data).toMatchObject({ heading: '仅本机已登录', others: 0 })
})

it('says what did not happen when the server is unavailable, and keeps the list', async () => {
  gateway.account.others = [otherSession('a', 'iPad')]
  const { weapp, devices } = await openDevices()
  gateway.next('DELETE /session/a', failing('DATABASE_UNAVAILABLE'))
  await tapOn(devices, 1)
  expect(devices.data.failure?.title).toBe('该设备退出失败：服务暂时不可用')
  expect(devices.data.rows).toHaveLength(2)
  expect(weapp.session.hasToken()).toBe(true)
})

it('logs a logged-out user in on the page, by one tap', async () => {
  const { open } = await openApp(gateway.url)
  const devices = await open('devices')
  await devices.onShow()
  expect(devices.data).toMatchObject({ isLoggedOut: true, failure: null })
  expect(gateway.received).toHaveLength(0)
  await devices.logIn()
  expect(devices.data).toMatchObject({ heading: '仅本机已登录', failure: null, isLoggedOut: false })
  expect(gateway.count('POST /login')).toBe(1)
})

it('offers the login when an expired session cannot be replaced', async () => {
  const { devices } = await openDevices({ login: () => ({ code: 'same' }) })
  gateway.tokens.clear()
  await devices.onShow()
  expect(devices.data).toMatchObject({
    isLoggedOut: true,
    failure: { title: '加载失败：登录凭证已被使用' }
  })
})

it('reads the list again when it is pulled down', async () => {
  const { phone, devices } = await openDevices()
  gateway.account.others = [otherSession('a')]
  await devices.onPullDownRefresh()
  expect([devices.data.others, phone.refreshesStopped]).toEqual([1, 1])
})

it('offers to load the list again after a failure, and keeps the login', async () => {
  const { open, weapp } = await openApp(gateway.url)
  await weapp.session.logIn()
  const devices = await open('devices')
  gateway.next('GET /session/list', failing('DATABASE_UNAVAILABLE'))
  await devices.onShow()
  expect(devices.data.failure).toMatchObject({
    title: '加载失败：服务暂时不可用',
    trace: '请求编号 request-DATABASE_UNAVAILABLE',
    again: '再试一次'
  })
  expect(weapp.session.hasToken()).toBe(true)
  await devices.again()
  expect(devices.data).toMatchObject({ failure: null, rows: [{ current: true }] })
  expect(gateway.count('POST /login')).toBe(1)
})

it('logs in silently after the session has ended elsewhere, and completes the tap', async () => {
  gateway.account.others = [otherSession('a', 'iPad')]
  let codes = 0
  const { devices } = await openDevices({ login: () => ({ code: `c${++codes}` }) })
  gateway.tokens.clear()
  await devices.revokeOthers()
  expect(devices.data).toMatchObject({ failure: null, others: 0 })
  expect([gateway.count('POST /login'), gateway.count('DELETE /session/others')]).toEqual([2, 2])
})

it('does not revoke a second time after a cut connection', async () => {
  gateway.account.others = [otherSession('a', 'iPad')]
  const { devices } = await openDevices()
  gateway.next('DELETE /session/others', () => undefined)
  await devices.revokeOthers()
  expect(devices.data.failure?.title).toBe('其他设备退出结果未知：网络不可用')
  expect(gateway.count('DELETE /session/others')).toBe(1)
})

it('ignores a second tap while the first is being handled, without asking', async () => {
  gateway.account.others = [otherSession('a', 'iPad'), otherSession('b', 'Mate')]
  const { phone, devices } = await openDevices()
  const first = devices.onShow()
  expect(devices.data.busy).toBe('正在加载…')
  await tapOn(devices, 1)
  await devices.revokeOthers()
  await first
  expect(phone.asked).toEqual([])
  expect(gateway.account.others).toHaveLength(2)
})

it.each([
  ['light', '#b3262c'],
  ['dark', '#fa7373']
] as const)(
  'asks before what cannot be undone, in a red that is readable in %s mode',
  async (theme, color) => {
    gateway.account.others = [otherSession('a', 'iPad')]
    const { phone, devices } = await openDevices({ theme, agrees: false })
    await devices.revokeOthers()
    expect(phone.confirmColors).toEqual([color])
  }
)
