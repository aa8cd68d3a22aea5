import { startTestStack, type TestStack } from '../../support/stack'
import { logIn, newCode } from '../caller'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())
afterEach(() => stack.wechat?.refuse('/wxa/checksession', undefined))

it('reports whether the session’s key is still valid at WeChat', async () => {
  const alice = await logIn(stack, 'alice')
  const valid = await alice.call('POST', '/session/key-check')
  expect([valid.status, valid.body]).toEqual([200, { valid: true }])
  // a login elsewhere: WeChat keeps one key per user
  await stack.login(newCode('alice'))
  expect((await alice.call('POST', '/session/key-check')).body).toEqual({ valid: false })
  expect((await alice.call('GET', '/session')).status).toBe(200)
})

it.each([
  [45011, 429, 'RATE_LIMITED'],
  [-1, 503, 'WECHAT_UNAVAILABLE'],
  [87008, 502, 'WECHAT_BAD_ANSWER'],
  // about a code, which this API has none of
  [40029, 502, 'WECHAT_BAD_ANSWER'],
  [40163, 502, 'WECHAT_BAD_ANSWER'],
  [40226, 502, 'WECHAT_BAD_ANSWER'],
  [48001, 500, 'SERVER_MISCONFIGURED']
])('answers errcode %i with %i %s', async (errcode, status, code) => {
  const bob = await logIn(stack, 'bob')
  stack.wechat?.refuse('/wxa/checksession', errcode)
  const refused = await bob.call('POST', '/session/key-check')
  expect([refused.status, refused.body]).toMatchObject([status, { code }])
})
