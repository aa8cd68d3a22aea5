import { type Gateway, startGateway } from '../gateway'
import { type OpenPhone, openPhone } from '../phone'

let gateway: Gateway
let phone: OpenPhone
beforeEach(async () => {
  gateway = await startGateway()
  phone = await openPhone(gateway.url)
})
afterEach(async () => {
  phone.close()
  await gateway.close()
})

it('binds a phone number by a tap, and shows it again', async () => {
  await phone.tap('微信登录')
  await phone.sees('已登录')
  await phone.tap('我的资料')
  await phone.sees('未绑定')
  await phone.tap('绑定手机号')
  await phone.tap('允许')
  await phone.sees('+86138****8000')
  await phone.tap('返回')
  await phone.tap('我的资料')
  await phone.sees('+86138****8000')
})
