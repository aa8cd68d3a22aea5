import { openApp } from '../app'
import { type Gateway, startGateway } from '../gateway'

let gateway: Gateway
beforeEach(async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  gateway = await startGateway()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await gateway.close()
})

async function openMe() {
  const app = await openApp(gateway.url)
  await app.weapp.session.logIn()
  const me = await app.open('me')
  await me.onLoad()
  return { ...app, me }
}

it('binds the phone number by the code of the button, and shows it masked', async () => {
  const { me } = await openMe()
  await me.bindPhone({ detail: { code: 'phone-alice-1', errMsg: 'getPhoneNumber:ok' } })
  expect(gateway.received.at(-1)).toMatchObject({
    route: 'POST /user/phone',
    body: { code: 'phone-alice-1' }
  })
  expect(me.data.phone).toBe('+86 138****8000')
})

it.each([
  ['getPhoneNumber:fail user deny', undefined],
  ['getPhoneNumber:fail privacy permission is not authorized', '绑定失败：尚未同意隐私保护指引'],
  ['getPhoneNumber:fail no permission', '绑定失败：未能获取手机号']
])('does not call the server without a phone code (%s)', async (errMsg, title) => {
  const { me } = await openMe()
  await me.bindPhone({ detail: { errMsg } })
  expect(me.data.failure?.title).toBe(title)
  expect(gateway.count('POST /user/phone')).toBe(0)
})

it('ignores a tap that binds while it is saving', async () => {
  const { me } = await openMe()
  await Promise.all([
    me.save({ detail: { value: { nickname: '小雨' } } }),
    me.bindPhone({ detail: { code: 'c', errMsg: '' } })
  ])
  expect(me.data.nickname).toBe('小雨')
  expect(gateway.count('POST /user/phone')).toBe(0)
})
