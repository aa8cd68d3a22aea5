import { type Result } from '../../../gateway-config/generated/contract'
import { startTestStack, type TestStack } from '../../support/stack'
import { logIn } from '../caller'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

it('shows a user after the first login, with an empty profile and no openid', async () => {
  const alice = await logIn(stack, 'alice')
  const { status, body } = await alice.call<Result<'getUser'>>('GET', '/user')
  expect(status).toBe(200)
  const { id, createdAt, ...rest } = body.user
  expect([id, rest]).toEqual([alice.session.userId, {}])
  expect(createdAt).toBe(alice.session.createdAt)
})

it('requires a token', async () => {
  expect((await stack.fetch('/user')).status).toBe(401)
})

it('stores a unionid once WeChat returns one, and keeps it when WeChat does not', async () => {
  const unionids = async () => {
    const [row] = await stack.database.query<{ unionid: string | null }>(
      'SELECT unionid FROM users WHERE id = UNHEX(?)',
      [(await logIn(stack, 'bob')).session.userId]
    )
    return row?.unionid
  }
  expect(await unionids()).toBeNull()
  stack.wechat?.app().accounts.giveUnionids(true)
  const unionid = await unionids()
  expect(unionid).toMatch(/^[\w-]{28}$/)
  stack.wechat?.app().accounts.giveUnionids(false)
  expect(await unionids()).toBe(unionid)
})
