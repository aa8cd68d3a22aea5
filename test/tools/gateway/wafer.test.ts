import { type MockGateway, sourceOf, startMock } from './helpers'

let gateway: MockGateway
beforeAll(async () => {
  gateway = await startMock()
})
afterAll(() => gateway.stop())

it('answers by a rule for a missing field', async () => {
  const call = (headers?: Record<string, string>) => gateway.send('/login', { headers })
  expect(sourceOf(await call())).toEqual([400, 'mock:headerMissed'])
  expect(sourceOf(await call({ 'x-wx-code': 'x' }))).toEqual([200, 'mock:waferLoggedIn'])
})

it('takes a Wafer client’s token from its own header', async () => {
  const login = await gateway.send('/login', { headers: { 'x-wx-code': 'dev-alice-1' } })
  const { data } = (await login.json()) as { data: { skey: string } }
  const read = (skey: string) => gateway.send('/user', { headers: { 'x-wx-skey': skey } })
  const user = await read(data.skey)
  expect(user.status).toBe(200)
  expect(await user.json()).toMatchObject({ code: 0, data: { user: {} } })
  const refused = await read('never-given')
  expect(refused.status).toBe(401)
  expect(await refused.json()).toEqual({ code: -1, error: 'ERR_SKEY_INVALID' })
})
