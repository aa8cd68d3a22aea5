import { type Backend, clientOf, startBackend } from '../support/backend'
import { DOORS } from '../support/doors'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
let backend: Backend
beforeAll(async () => (backend = await startBackend()))
afterAll(() => backend.stop())

describe.each([DOORS[0], DOORS[3]])('through %s', (door) => {
  const here = () => clientOf(backend.doors, door)

  it('S17: accepts tokens across clocks that differ by 30 seconds', async () => {
    const { token } = await here().enter('alice')
    for (const clockShiftMs of [-30 * SECOND, 30 * SECOND]) {
      const doors = backend.openMore({ clockShiftMs })
      const there = clientOf(doors, door)
      expect((await there.session(token)).status).toBe(200)
      const { token: theirs } = await there.enter('alice')
      expect((await here().session(theirs)).status).toBe(200)
      await doors.stop()
    }
  })

  it("S17: goes by the database's clock, however wrong its own is", async () => {
    for (const clockShiftMs of [-400 * DAY, -2 * HOUR, -5 * MINUTE, 2 * HOUR]) {
      const doors = backend.openMore({ clockShiftMs })
      const wrong = clientOf(doors, door)
      const { token, session } = await here().enter('bob')
      expect((await wrong.session(token)).status).toBe(200)
      await backend.database.query(
        'UPDATE sessions SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 2 SECOND WHERE id = UNHEX(?)',
        [session.id]
      )
      expect((await wrong.session(token)).status).toBe(401)
      const theirs = await wrong.enter('bob')
      const lastsMs = Date.parse(theirs.expiresAt) - Date.now()
      expect(Math.abs(lastsMs - 2 * HOUR)).toBeLessThan(MINUTE)
      expect((await here().session(theirs.token)).status).toBe(200)
      await doors.stop()
    }
  })
})
