import { type Result } from '../../../gateway-config/generated/contract'
import { startTestStack, type TestStack } from '../../support/stack'
import { type Caller, logIn } from '../caller'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

const listFor = async (caller: Caller) =>
  (await caller.call<Result<'listSessions'>>('GET', '/session/list')).body.sessions
const setSeen = (id: string, secondsAgo: number) =>
  stack.database.query('UPDATE sessions SET last_seen_at = ? WHERE id = UNHEX(?)', [
    new Date(Date.now() - secondsAgo * 1000),
    id
  ])

describe('the list', () => {
  it('lists all devices of the caller, last seen first, and marks the current one', async () => {
    const phone = await logIn(stack, 'alice', { device: '爱丽丝的手机 📱' })
    const tablet = await logIn(stack, 'alice', { device: 'iPad' })
    await logIn(stack, 'somebody.else', { device: 'theirs' })
    await setSeen(phone.session.id, 60)
    const sessions = await listFor(phone)
    expect(sessions.map(({ device, current }) => [device, current])).toEqual([
      ['iPad', false],
      ['爱丽丝的手机 📱', true]
    ])
    expect(sessions[0]?.id).toBe(tablet.session.id)
    expect(sessions[0]?.userId).toBe(phone.session.userId)
  })

  it('leaves out sessions that have ended or expired', async () => {
    const here = await logIn(stack, 'bob')
    const ended = await logIn(stack, 'bob')
    const expired = await logIn(stack, 'bob')
    await ended.call('DELETE', '/session')
    await stack.database.query('UPDATE sessions SET expires_at = created_at WHERE id = UNHEX(?)', [
      expired.session.id
    ])
    expect((await listFor(here)).map(({ id }) => id)).toEqual([here.session.id])
  })

  it('records when a session was last seen, at most every five minutes', async () => {
    const carol = await logIn(stack, 'carol')
    await carol.call('GET', '/session')
    stack.proxy.sent.splice(0)
    await carol.call('GET', '/session')
    expect(stack.proxy.sent.filter((text) => text.includes('UPDATE'))).toEqual([])
    await setSeen(carol.session.id, 301)
    const { body } = await carol.call<Result<'getSession'>>('GET', '/session')
    expect(Date.now() - Date.parse(body.session.lastSeenAt)).toBeLessThan(5000)
    expect(stack.proxy.sent.filter((text) => text.includes('UPDATE'))).toHaveLength(1)
  })
})

it.each([
  ['empty', ''],
  ['too long', 'x'.repeat(65)],
  ['of two lines', 'a\nb'],
  ['no text', 7]
])('refuses a device label that is %s', async (_what, device) => {
  const failing = logIn(stack, 'dave', { device: device as string })
  await expect(failing).rejects.toThrow('INVALID_REQUEST')
})
