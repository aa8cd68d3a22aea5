import { randomBytes } from 'node:crypto'
import { sweep } from '../../../cloudfunctions/janitor/sweep'
import { database as databasePart } from '../../../cloudfunctions/shared/database/database'
import { startTestStack, type TestStack } from '../../support/stack'
import { logIn } from '../caller'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

async function addExpired(count: number): Promise<void> {
  const past = new Date(Date.now() - 60_000)
  const rows = Array.from({ length: count }, () => [
    ...[randomBytes(16), randomBytes(16), 'k', randomBytes(52), past, past]
  ])
  await stack.database.query(
    'INSERT INTO sessions (id, user_id, sealing_key_id, session_key, created_at, expires_at) VALUES ?',
    [rows]
  )
}
const countSessions = async () => {
  const [row] = await stack.database.query<{ n: number }>('SELECT COUNT(*) AS n FROM sessions')
  return Number(row?.n)
}

describe('the janitor', () => {
  it('removes what has expired, in small batches, and nothing else', async () => {
    const alice = await logIn(stack, 'alice')
    await addExpired(1200)
    await stack.database.query(
      "INSERT INTO login_addresses (address, logins_since, logins) VALUES ('old', '2020-01-01', 1), ('new', UTC_TIMESTAMP(3), 1)"
    )
    stack.proxy.sent.splice(0)
    const { returned } = await stack.scf.invoke('janitor', { Type: 'Timer', TriggerName: 't' })
    expect(JSON.parse(returned ?? '')).toEqual({
      sessions: 1200,
      addresses: 1,
      done: true,
      resealed: 0,
      files: 0
    })
    const deletes = stack.proxy.sent.filter((text) => text.includes('DELETE FROM sessions'))
    expect(deletes).toHaveLength(3)
    expect(await countSessions()).toBe(1)
    expect((await alice.call('GET', '/session')).status).toBe(200)
    const again = await stack.scf.invoke('janitor', { Type: 'Timer' })
    expect(JSON.parse(again.returned ?? '')).toEqual({
      sessions: 0,
      addresses: 0,
      done: true,
      resealed: 0,
      files: 0
    })
    await stack.database.query("DELETE FROM login_addresses WHERE address = 'new'")
  })

  it('O04: sweeps without making logins wait', async () => {
    await addExpired(3000)
    const sweeping = stack.scf.invoke('janitor', { Type: 'Timer' })
    const logins = await Promise.all(Array.from({ length: 20 }, (_, i) => logIn(stack, `user${i}`)))
    expect(logins).toHaveLength(20)
    await sweeping
    expect(stack.lines.join('\n')).not.toContain('DATABASE_UNAVAILABLE')
  })

  it('stops when its time is up, and continues at the next call', async () => {
    await addExpired(1100)
    const database = databasePart.make({}, { url: stack.database.url, connections: 1 })
    const sweepFor = sweep.make({ database }, undefined)
    expect(await sweepFor(5000)).toMatchObject({ sessions: 500, done: false })
    expect(await sweepFor(60_000)).toMatchObject({ sessions: 600, done: true })
    await database.end()
  })

  it('O04: removes each row once when two janitors run at once', async () => {
    await addExpired(1500)
    const swept = await Promise.all([1, 2].map(() => stack.scf.invoke('janitor', {})))
    const counts = swept.map(({ returned }) => JSON.parse(returned ?? '') as { sessions: number })
    expect(counts[0]!.sessions + counts[1]!.sessions).toBe(1500)
  })

  it('fails and logs the failure when the database is unavailable', async () => {
    stack.proxy.refuse(true)
    const { failure } = await stack.scf.invoke('janitor', { Type: 'Timer' })
    stack.proxy.refuse(false)
    expect(failure).toBeDefined()
    expect(stack.lines.join('\n')).toContain('SWEEP_FAILED')
  })
})
