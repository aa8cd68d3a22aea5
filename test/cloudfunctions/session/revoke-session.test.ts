import { type Schemas } from '../../../gateway-config/generated/contract'
import { createDatabase } from '../../support/database'
import { startTestStack, type TestStack } from '../../support/stack'
import { logIn } from '../caller'
import { newKeys } from '../keys'

const settings = newKeys()
let stack: TestStack
beforeAll(async () => (stack = await startTestStack(settings)))
afterAll(() => stack.stop())

describe('revokeSession', () => {
  it('ends the given session and no other', async () => {
    const [phone, tablet] = [await logIn(stack, 'alice'), await logIn(stack, 'alice')]
    const revoked = await phone.call('DELETE', `/session/${tablet.session.id}`)
    expect(revoked.status).toBe(204)
    expect((await tablet.call('GET', '/session')).status).toBe(401)
    expect((await phone.call('GET', '/session')).status).toBe(200)
  })

  it('can end the session that asks', async () => {
    const bob = await logIn(stack, 'bob')
    expect((await bob.call('DELETE', `/session/${bob.session.id}`)).status).toBe(204)
    expect((await bob.call('GET', '/session')).status).toBe(401)
  })

  it("answers another user's id, an unknown id and nonsense alike", async () => {
    const [carol, dave] = [await logIn(stack, 'carol'), await logIn(stack, 'dave')]
    const ids = [
      dave.session.id,
      '0'.repeat(32),
      'nonsense',
      '%27',
      'F'.repeat(32),
      'a'.repeat(3000)
    ]
    for (const id of ids) {
      const { status, body } = await carol.call<Schemas['Failure']>('DELETE', `/session/${id}`)
      expect([id, status, { ...body, requestId: '' }]).toEqual([
        id,
        404,
        { code: 'NOT_FOUND', message: 'There is nothing at this address', requestId: '' }
      ])
    }
    expect((await dave.call('GET', '/session')).status).toBe(200)
  })

  it("writes nothing into another user's session, however long that was idle", async () => {
    const [grace, heidi] = [await logIn(stack, 'grace'), await logIn(stack, 'heidi')]
    const id = heidi.session.id
    const sql = 'UPDATE sessions SET last_seen_at = ? WHERE id = UNHEX(?)'
    await stack.database.query(sql, ['2020-01-01 00:00:00', id])
    const read = () => stack.database.query('SELECT * FROM sessions WHERE id = UNHEX(?)', [id])
    const before = await read()
    await grace.call('DELETE', `/session/${id}`)
    expect(await read()).toEqual(before)
  })

  it('ends the session although the answer was lost', async () => {
    const [phone, tablet] = [await logIn(stack, 'erin'), await logIn(stack, 'erin')]
    stack.proxy.loseAnswerTo(/DELETE FROM sessions/)
    expect((await phone.call('DELETE', `/session/${tablet.session.id}`)).status).toBe(204)
  })

  it('takes effect on another instance at the next request', async () => {
    const database = await createDatabase()
    const [one, other] = await Promise.all([
      startTestStack(settings, database),
      startTestStack(settings, database)
    ])
    const [phone, tablet] = [await logIn(one, 'frank'), await logIn(other, 'frank')]
    expect((await tablet.call('GET', '/session')).status).toBe(200)
    await phone.call('DELETE', `/session/${tablet.session.id}`)
    expect((await tablet.call('GET', '/session')).status).toBe(401)
    await Promise.all([one.stop(), other.stop()])
    await database.drop()
  })
})
