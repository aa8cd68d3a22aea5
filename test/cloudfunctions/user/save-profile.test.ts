import { type Result } from '../../../gateway-config/generated/contract'
import { startTestStack, type TestStack } from '../../support/stack'
import { logIn } from '../caller'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

const avatarUrl = 'https://static.example.com/a/1.png'

describe('a profile', () => {
  it.each(['小雨🌧', '👩‍👩‍👧‍👦', 'O\'Neil "x" \\', '𠮷野家', 'x'.repeat(64), '🌧'.repeat(64)])(
    'keeps the nickname %s',
    async (nickname) => {
      const alice = await logIn(stack, 'alice')
      const saved = await alice.call<Result<'saveProfile'>>('PUT', '/user/profile', {
        nickname,
        avatarUrl
      })
      expect(saved.status).toBe(200)
      expect(saved.body.user).toMatchObject({ nickname, avatarUrl })
      const { body } = await alice.call<Result<'getUser'>>('GET', '/user')
      expect(body).toEqual(saved.body)
    }
  )

  it('replaces the previous profile, including the avatar', async () => {
    const bob = await logIn(stack, 'bob')
    await bob.call('PUT', '/user/profile', { nickname: 'Bob', avatarUrl })
    await bob.call('PUT', '/user/profile', { nickname: 'Robert' })
    const { body } = await bob.call<Result<'getUser'>>('GET', '/user')
    expect(body.user.nickname).toBe('Robert')
    expect(body.user).not.toHaveProperty('avatarUrl')
  })

  it.each([
    ['no nickname', { avatarUrl }],
    ['an empty nickname', { nickname: '' }],
    ['a long nickname', { nickname: 'x'.repeat(65) }],
    ['a nickname of two lines', { nickname: 'a\nb' }],
    ['a number', { nickname: 7 }],
    ['a path on the phone', { nickname: 'a', avatarUrl: 'wxfile://tmp_1.png' }],
    ['an address without TLS', { nickname: 'a', avatarUrl: 'http://tmp/1.png' }],
    ['a script', { nickname: 'a', avatarUrl: 'javascript:alert(1)' }],
    ['a long address', { nickname: 'a', avatarUrl: `https://a/${'x'.repeat(512)}` }],
    ['another key', { nickname: 'a', openid: 'oVictim' }]
  ])('refuses a profile with %s', async (_what, profile) => {
    const carol = await logIn(stack, 'carol')
    expect((await carol.call('PUT', '/user/profile', profile)).status).toBe(400)
  })
})
