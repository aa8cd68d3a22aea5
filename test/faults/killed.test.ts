import { type Backend, clientOf, newCode, startBackend } from '../support/backend'
import { type Door } from '../support/doors'
import { type Verdict } from '../support/tcp-proxy'

const BOTH: Door[] = ['a function-URL event', 'the web door']
let backend: Backend
let watch: (text: unknown) => Verdict
beforeAll(async () => {
  watch = () => 'pass'
  backend = await startBackend({ watch: (_way, text) => watch(text) })
})
afterAll(() => backend.stop())

const sessionsOf = (user: string) =>
  backend.database.query<{ id: Buffer }>(
    'SELECT sessions.id FROM sessions JOIN users ON users.id = user_id WHERE openid = ?',
    [backend.wechat.app().accounts.openidOf(user)]
  )

/**
 * Ends a login's process instead of passing on its message number `last`; counts messages, and
 * notes whether the one that writes the session was passed on.
 */
async function logInUntil(door: Door, user: string, last: number) {
  const doors = backend.openMore()
  const victim = await doors.process(door, 'login')
  let messages = 0
  let isWritten = false
  watch = (text) => {
    messages++
    if (messages < last) {
      isWritten ||= /CALL log_in/.test(String(text))
      return 'pass'
    }
    if (messages === last) void victim.kill()
    return 'lose'
  }
  const reply = await clientOf(doors, door)
    .logIn(newCode(user))
    .catch(() => undefined)
  watch = () => 'pass'
  await doors.stop()
  return { reply, messages, isWritten }
}

/** Two messages may arrive as one, so a login may be over before: then once more, five times at most. */
async function endAt(door: Door, last: number) {
  for (let attempt = 1; attempt <= 5; attempt++) {
    const user = `victim.${BOTH.indexOf(door)}.${last}.${attempt}`
    const { reply, messages, isWritten } = await logInUntil(door, user, last)
    if (messages >= last) return { user, reply, isWritten }
    expect(reply?.status).toBe(200)
  }
  return undefined
}

/**
 * Between two messages nothing outside the process changes: to end it at each of them is to end it
 * at every point where a login waits.
 */
it.each(BOTH)(
  'F04: leaves no token without a row, wherever a login is killed, and logs in after that: through %s',
  async (door) => {
    let [last, written] = [1, 0]
    for (let ended; (ended = await endAt(door, last)); last++) {
      const { user, reply, isWritten } = ended
      expect(reply).toBeUndefined()
      const before = await sessionsOf(user)
      // some servers answer in more than one message
      expect(before).toHaveLength(isWritten ? 1 : 0)
      written += before.length
      const { token, session } = await clientOf(backend.doors, door).enter(user)
      expect((await clientOf(backend.doors, door).session(token)).status).toBe(200)
      const after = (await sessionsOf(user)).map(({ id }) => id.toString('hex'))
      expect(after).toHaveLength(before.length + 1)
      expect(after).toContain(session.id)
    }
    expect(last).toBeGreaterThan(6)
    expect(written).toBeGreaterThan(0)
  },
  60_000
)
