import { startTestStack, type TestStack } from '../../support/stack'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

it("passes the check of WeChat's console", async () => {
  expect(await stack.wechat?.pusher.verify()).toBe(true)
})

it('refuses a check that is not signed', async () => {
  const now = Math.floor(Date.now() / 1000)
  const response = await stack.fetch(
    `/wechat/push?signature=${'0'.repeat(40)}&timestamp=${now}&nonce=1&echostr=7`
  )
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ code: 'UNAUTHENTICATED' })
})

it('refuses a check without any parameters', async () => {
  expect((await stack.fetch('/wechat/push')).status).toBe(401)
})
