import { createDatabase, type TestDatabase } from '../../support/database'
import { startTestStack, type TestStack } from '../../support/stack'
import { logIn, newCode } from '../caller'
import { newKeys } from '../keys'

const settings = { ...newKeys(), SESSION_POLICY: 'one', DATABASE_CONNECTIONS: '8' }
let database: TestDatabase
let one: TestStack
let other: TestStack
beforeAll(async () => {
  database = await createDatabase()
  one = await startTestStack({ ...settings, LOGINS_PER_USER: '0' }, database)
  other = await startTestStack({ ...settings, LOGINS_PER_USER: '0' }, database)
})
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()])
  await database.drop()
})

const countSessions = async (user: string) => {
  const [row] = await database.query<{ n: number }>(
    'SELECT COUNT(*) AS n FROM sessions JOIN users ON users.id = user_id WHERE openid = ?',
    [one.wechat!.app().accounts.openidOf(user)]
  )
  return Number(row?.n)
}

describe('with SESSION_POLICY=one', () => {
  it('ends the same user’s other sessions on every instance, and no others', async () => {
    const bob = await logIn(one, 'bob')
    const phone = await logIn(one, 'alice')
    const tablet = await logIn(other, 'alice')
    expect((await phone.call('GET', '/session')).status).toBe(401)
    expect((await tablet.call('GET', '/session')).status).toBe(200)
    expect((await bob.call('GET', '/session')).status).toBe(200)
  })

  it('leaves one session after twenty simultaneous logins, without a deadlock', async () => {
    const logins = Array.from({ length: 20 }, (_, i) =>
      (i % 2 ? one : other).login(newCode('carol'))
    )
    const statuses = (await Promise.all(logins)).map(({ status }) => status)
    expect(statuses).toEqual(Array(20).fill(200))
    expect(await countSessions('carol')).toBe(1)
  })
})
