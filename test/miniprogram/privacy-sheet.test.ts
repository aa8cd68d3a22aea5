import { type Gateway, startGateway } from './gateway'
import { type OpenPhone, openPhone } from './phone'
import { until } from './until'

let gateway: Gateway
let phone: OpenPhone
beforeEach(async () => {
  gateway = await startGateway()
  phone = await openPhone(gateway.url, { settings: { privacyNeeded: true } })
  await phone.tap('微信登录')
  await phone.sees('已登录')
  await phone.tap('我的资料')
  await phone.sees('未绑定')
})
afterEach(async () => {
  phone.close()
  await gateway.close()
})

const question = '用户隐私保护提示'
const isGone = () =>
  until(
    () => !phone.text().includes(question),
    () => 'the sheet to go'
  )

test('who agrees goes on with what was asked for', async () => {
  await phone.tap('绑定手机号')
  await phone.sees(question)
  expect(phone.text()).toContain('《小程序用户隐私保护指引》')
  await phone.tap('同意')
  await isGone()
  await phone.tap('允许')
  await phone.sees('+86138****8000')
})

test('who does not agree reads why nothing happened, and can try again', async () => {
  await phone.tap('绑定手机号')
  await phone.tap('不同意')
  await phone.sees('绑定失败：还没有同意隐私保护指引')
  await isGone()
  expect(gateway.count('POST /user/phone')).toBe(0)
  await phone.tap('绑定手机号')
  await phone.sees(question)
})
