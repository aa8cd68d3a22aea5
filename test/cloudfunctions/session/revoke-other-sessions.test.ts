import { startTestStack, type TestStack } from '../../support/stack'
import { logIn } from '../caller'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

it('ends all the caller’s other sessions, and none of other users', async () => {
  const [phone, tablet, desk] = [
    await logIn(stack, 'alice'),
    await logIn(stack, 'alice'),
    await logIn(stack, 'alice')
  ]
  const bob = await logIn(stack, 'bob')
  expect((await phone.call('DELETE', '/session/others')).status).toBe(204)
  const statuses = await Promise.all(
    [phone, tablet, desk, bob].map(async (each) => (await each.call('GET', '/session')).status)
  )
  expect(statuses).toEqual([200, 401, 401, 200])
  // a second tap
  expect((await phone.call('DELETE', '/session/others')).status).toBe(204)
})

it('requires a token', async () => {
  expect((await stack.fetch('/session/others', { method: 'DELETE' })).status).toBe(401)
})
