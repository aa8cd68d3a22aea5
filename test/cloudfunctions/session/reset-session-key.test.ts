import { startTestStack, type TestStack } from '../../support/stack'
import { logIn, newCode } from '../caller'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

it('has WeChat replace the key, and keeps the new one', async () => {
  const alice = await logIn(stack, 'alice')
  const before = stack.wechat?.app().accounts.sessionKeyOf('alice')
  expect((await alice.call('POST', '/session/key-reset')).status).toBe(204)
  expect(stack.wechat?.app().accounts.sessionKeyOf('alice')).not.toBe(before)
  expect((await alice.call('POST', '/session/key-check')).body).toEqual({ valid: true })
  const encrypted = stack.wechat?.app().accounts.encrypt('alice', { steps: 7 })
  const opened = await alice.call('POST', '/user/open-data', encrypted)
  expect([opened.status, opened.body]).toEqual([200, { openData: { steps: 7 } }])
})

it('answers SESSION_KEY_STALE when WeChat has a newer key', async () => {
  const bob = await logIn(stack, 'bob')
  await stack.login(newCode('bob'))
  const refused = await bob.call('POST', '/session/key-reset')
  expect([refused.status, refused.body]).toMatchObject([409, { code: 'SESSION_KEY_STALE' }])
})

it('F06: answers KEY_NOT_RECORDED when the database is lost after WeChat has replaced the key', async () => {
  const carol = await logIn(stack, 'carol')
  stack.wechat?.asked.splice(0)
  stack.wechat?.delay(200)
  const reset = carol.call('POST', '/session/key-reset')
  while (!stack.wechat?.asked.includes('/wxa/resetusersessionkey')) await new Promise(setImmediate)
  stack.proxy.refuse(true)
  const refused = await reset
  stack.wechat.delay(0)
  stack.proxy.refuse(false)
  expect([refused.status, refused.body]).toMatchObject([503, { code: 'KEY_NOT_RECORDED' }])
})
