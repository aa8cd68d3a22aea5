import { type Gateway, startGateway } from '../gateway'
import { type OpenPhone, openPhone } from '../phone'
import { until } from '../until'

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

const QUESTION = '用户隐私保护提示'
const isGone = () =>
  until(
    () => !phone.text().includes(QUESTION),
    () => 'the sheet to go'
  )

it('continues with what the user wanted once they agree', async () => {
  await phone.tap('绑定手机号')
  await phone.sees(QUESTION)
  expect(phone.text()).toContain('《小程序用户隐私保护指引》')
  await phone.tap('同意')
  await isGone()
  await phone.tap('允许')
  await phone.sees('+86138****8000')
})

it('explains why nothing happened when the user disagrees, and lets them try again', async () => {
  await phone.tap('绑定手机号')
  await phone.tap('不同意')
  await phone.sees('绑定失败：尚未同意隐私保护指引')
  await isGone()
  expect(gateway.count('POST /user/phone')).toBe(0)
  await phone.tap('绑定手机号')
  await phone.sees(QUESTION)
})
