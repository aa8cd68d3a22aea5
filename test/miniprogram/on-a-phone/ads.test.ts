import { failing, type Gateway, startGateway } from '../gateway'
import { type OpenPhone, openPhone } from '../phone'

let gateway: Gateway
let phone: OpenPhone
beforeEach(async () => {
  gateway = await startGateway()
  phone = await openPhone(gateway.url)
})
afterEach(() => {
  phone.close()
  return gateway.close()
})

const stats = (body: object) =>
  gateway.next('GET /go/spring-sale/stats', () => ({ status: 200, body }))

it('shows the clicks of an ad by hour, newest first, without a login', async () => {
  stats({
    total: 1307,
    hours: [
      { hour: '2029-12-31T23:00:00.000Z', clicks: 1000 },
      { hour: '2030-01-01T00:00:00.000Z', clicks: 307 }
    ]
  })
  await phone.tap('广告点击')
  await phone.sees('共1,307次点击')
  await phone.sees(/307.*1,000/)
  expect(gateway.count('POST /login')).toBe(0)
  expect(phone.troubles).toEqual([])
})

it('says that there are no clicks yet', async () => {
  stats({ total: 0, hours: [] })
  await phone.tap('广告点击')
  await phone.sees('还没有点击')
})

it('says that the clicks cannot be loaded, and loads them by a tap', async () => {
  gateway.next('GET /go/spring-sale/stats', failing('DATABASE_UNAVAILABLE'))
  await phone.tap('广告点击')
  await phone.sees('加载失败：服务暂时不可用')
  stats({ total: 1, hours: [{ hour: '2030-01-01T00:00:00.000Z', clicks: 1 }] })
  await phone.tap('再试一次')
  await phone.sees('共1次点击')
})
