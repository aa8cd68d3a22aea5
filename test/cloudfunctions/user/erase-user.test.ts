import { createHash } from 'node:crypto'
import { until } from '../../miniprogram/until'
import { startTestStack, type TestStack } from '../../support/stack'
import { logIn, newCode } from '../caller'
import { sendForm } from '../mock-cos/form'
import { grantTo, PICTURES, uploadAs } from '../pictures'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

/** Every row of every table, as text. */
async function dump(): Promise<string> {
  const tables = await stack.database.query<{ name: string }>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()'
  )
  const rows = await Promise.all(
    tables.map(({ name }) => stack.database.query<Record<string, unknown>>(`SELECT * FROM ${name}`))
  )
  return JSON.stringify(rows.flat(), (_key, value: unknown) => {
    const bytes = value as { type?: string; data?: number[] } | null
    if (bytes?.type !== 'Buffer') return value
    return `${Buffer.from(bytes.data ?? []).toString('hex')} ${Buffer.from(bytes.data ?? []).toString('latin1')}`
  })
}

describe('erasing a user', () => {
  it('O02: erases every trace of a user from all tables and logs', async () => {
    const phone = await logIn(stack, 'alice', { device: 'canary-device' })
    const tablet = await logIn(stack, 'alice')
    await phone.call('PUT', '/user/profile', { nickname: 'canary-name' })
    await phone.call('POST', '/user/phone', { code: newCode('alice', 'phone') })
    const openid = stack.wechat!.app().accounts.openidOf('alice')
    const traces = [openid, phone.session.userId, 'canary-device', 'canary-name']
    const before = await dump()
    for (const trace of traces) expect(before).toContain(trace)

    expect((await phone.call('DELETE', '/user')).status).toBe(204)
    const after = await dump()
    for (const trace of traces) expect(after).not.toContain(trace)
    expect(stack.lines.join('\n')).not.toContain(openid)
    expect((await phone.call('GET', '/user')).status).toBe(401)
    expect((await tablet.call('GET', '/session')).status).toBe(401)
  })

  it('removes uploaded files too, also one that is still on its way', async () => {
    const frank = await logIn(stack, 'frank')
    const profile = { nickname: 'Frank', avatarKey: await uploadAs(frank) }
    expect((await frank.call('PUT', '/user/profile', profile)).status).toBe(200)
    await uploadAs(frank)
    const late = await grantTo(frank)
    expect(stack.cos.list()).toHaveLength(2)
    expect((await frank.call('DELETE', '/user')).status).toBe(204)
    await stack.scf.invoke('events', {})
    await sendForm(late.url, late.form, PICTURES['image/jpeg'])
    await until(
      () => stack.cos.list().length === 0,
      () => `${stack.cos.list().length} files to go`
    )
    expect(await stack.database.query('SELECT * FROM files')).toEqual([])
  })

  it('removes files that storage did not give up at first', async () => {
    const grace = await logIn(stack, 'grace')
    const profile = { nickname: 'Grace', avatarKey: await uploadAs(grace) }
    await grace.call('PUT', '/user/profile', profile)
    stack.cos.fail('slowDown', 1000)
    expect((await grace.call('DELETE', '/user')).status).toBe(204)
    await stack.scf.invoke('events', {})
    expect(stack.cos.list().length).toBeGreaterThan(0)
    stack.cos.fail('slowDown', 0)
    // it would be tried again in some seconds
    await stack.database.query(
      "UPDATE events SET due_at = UTC_TIMESTAMP(3) WHERE kind = 'files-dropped'"
    )
    await stack.scf.invoke('events', {})
    expect(stack.cos.list()).toEqual([])
    expect(await stack.database.query('SELECT * FROM files')).toEqual([])
  })

  it('keeps other users, and lets the erased user come back as a new one', async () => {
    const [bob, carol] = [await logIn(stack, 'bob'), await logIn(stack, 'carol')]
    await bob.call('PUT', '/user/profile', { nickname: 'Bob' })
    await bob.call('DELETE', '/user')
    expect((await carol.call('GET', '/user')).status).toBe(200)
    const again = await logIn(stack, 'bob')
    const { body } = await again.call<{ user: object }>('GET', '/user')
    expect(body.user).not.toHaveProperty('nickname')
    expect(again.session.userId).not.toBe(bob.session.userId)
  })

  it("gives users ids that do not follow from their openid or from each other's", async () => {
    const openid = stack.wechat!.app().accounts.openidOf('erin')
    const [first, second] = [await logIn(stack, 'erin'), await logIn(stack, 'erin')]
    expect(second.session.userId).toBe(first.session.userId)
    const derived = ['sha1', 'sha256', 'md5'].flatMap((hash) =>
      [openid, `wx0000000000000000\0${openid}`, `wx0000000000000000${openid}`].map((text) =>
        createHash(hash).update(text).digest('hex').slice(0, 32)
      )
    )
    expect(derived).not.toContain(first.session.userId)
  })

  it('O02: leaves a whole user or none when logins arrive during the erasure', async () => {
    const dave = await logIn(stack, 'dave')
    const [erased, ...logins] = await Promise.all([
      dave.call('DELETE', '/user'),
      ...Array.from({ length: 8 }, () => stack.login(newCode('dave')))
    ])
    expect(erased.status).toBe(204)
    expect(logins.map(({ status }) => status)).toEqual(Array(8).fill(200))
    const orphans = await stack.database.query(
      'SELECT id FROM sessions WHERE user_id NOT IN (SELECT id FROM users)'
    )
    expect(orphans).toEqual([])
  })
})
