import { otherSession } from '../account'
import { failing, type Gateway, startGateway } from '../gateway'
import { type OpenPhone, openPhone } from '../phone'
import { until } from '../until'

let gateway: Gateway
let phone: OpenPhone
beforeEach(async () => {
  gateway = await startGateway()
})
afterEach(() => {
  phone.close()
  return gateway.close()
})

async function openOn(entry: string): Promise<void> {
  phone = await openPhone(gateway.url)
  await phone.tap('微信登录')
  await phone.sees('已登录')
  await phone.tap(entry)
}

const fields = () => [...phone.document.querySelectorAll('wx-page')].at(-1)!

/** Waits for the profile page to show the user. */
const knowsUser = () =>
  until(
    () => fields().querySelector('wx-input')?.getAttribute('placeholder') === '请填写昵称',
    phone.text
  )

it('logs out one device by a tap, then all others', async () => {
  gateway.account.others = ['iPad', 'Mate', 'P70'].map((name) => otherSession(name, name))
  await openOn('登录设备管理')
  await phone.sees('已登录4台设备')
  expect(phone.text()).toContain('本机')
  await phone.tap('让Mate退出登录')
  await phone.tap('退出')
  await phone.sees('已登录3台设备')
  expect(gateway.account.others.map(({ id }) => id)).toEqual(['iPad', 'P70'])
  await phone.tap('退出其他设备')
  await phone.tap('取消')
  expect(gateway.account.others).toHaveLength(2)
  await phone.tap('退出其他设备')
  await phone.tap('全部退出')
  await phone.sees('仅本机已登录')
  expect(phone.troubles).toEqual([])
})

it('says that the list of devices cannot be loaded, and loads it by a tap', async () => {
  gateway.next('GET /session/list', failing('DATABASE_UNAVAILABLE'))
  await openOn('登录设备管理')
  await phone.sees('加载失败：服务暂时不可用')
  await phone.tap('再试一次')
  await phone.sees('仅本机已登录')
})

it('saves what is filled in on the profile page, and shows it again', async () => {
  await openOn('我的资料')
  await knowsUser()
  const field = fields().querySelector('wx-input')?.shadowRoot?.querySelector('input')
  expect(field?.placeholder).toBe('请填写昵称')
  await phone.tap('保存')
  await phone.sees('请先填写昵称')
  field?.focus()
  await phone.tap('用微信昵称“alice”')
  await phone.tap('保存')
  await until(() => gateway.account.user.nickname === 'alice', phone.text)
  await phone.tap('返回')
  await phone.tap('我的资料')
  await knowsUser()
  expect(fields().querySelector('wx-input')?.getAttribute('value')).toBe('alice')
})

it('offers a logged-out user nothing but the login on the profile page', async () => {
  phone = await openPhone(gateway.url)
  await phone.tap('我的资料')
  await phone.sees('登录后查看')
  const open = [...fields().querySelectorAll('wx-button:not([disabled])')]
  expect(open.map((button) => button.textContent?.trim())).toEqual(['微信登录'])
  await phone.tap('微信登录')
  await knowsUser()
  await phone.tap('清除我的数据')
  await phone.tap('清除')
  await phone.sees('未登录')
  expect(gateway.account.erased).toBe(true)
})

it('lists requests with their ids on the about page, and refuses or saves an address', async () => {
  await openOn('关于与诊断')
  await phone.sees(/login·200·\d+毫秒function:testrequest-1/)
  const field = fields().querySelector('wx-input')?.shadowRoot?.querySelector('input')
  if (field) field.value = 'no address'
  await phone.tap('保存网关地址')
  await phone.sees('地址格式应为http://192.168.1.5:3000')
  if (field) field.value = 'http://192.168.1.5:3000'
  await phone.tap('保存网关地址')
  await phone.sees('网关地址http://192.168.1.5:3000')
  await phone.tap('返回')
  await phone.sees('未登录')
})
