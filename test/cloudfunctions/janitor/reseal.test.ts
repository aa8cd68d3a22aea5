import { createDatabase, type TestDatabase } from '../../support/database'
import { startTestStack } from '../../support/stack'
import { logIn, newCode } from '../caller'
import { newKey, newKeys } from '../keys'

let database: TestDatabase
beforeAll(async () => (database = await createDatabase()))
afterAll(() => database.drop())

it('reseals phone numbers until the old key can be removed', async () => {
  const [before, next] = [newKeys('old'), newKey('new')]
  const rotating = { ...before, SEALING_KEYS: `${next},${before.SEALING_KEYS}` }
  const one = await startTestStack(before, database)
  const alice = await logIn(one, 'alice')
  await alice.call('POST', '/user/phone', { code: newCode('alice', 'phone') })
  const shown = (await alice.call('GET', '/user')).body
  await one.stop()

  const during = await startTestStack(rotating, database)
  const resealed = async () => {
    const { returned } = await during.scf.invoke('janitor', { Type: 'Timer' })
    return (JSON.parse(returned ?? '{}') as { resealed?: number }).resealed
  }
  expect(await resealed()).toBe(1)
  expect(await resealed()).toBe(0)
  await during.stop()

  const after = await startTestStack({ ...before, SEALING_KEYS: next }, database)
  const headers = { authorization: `Bearer ${alice.token}` }
  expect(await (await after.fetch('/user', { headers })).json()).toEqual(shown)
  await after.stop()
})

it('answers 500 for a phone number whose key is missing, and logs the cause', async () => {
  const keys = newKeys('gone')
  const one = await startTestStack(keys, database)
  const bob = await logIn(one, 'bob')
  await bob.call('POST', '/user/phone', { code: newCode('bob', 'phone') })
  await one.stop()
  const after = await startTestStack({ ...keys, SEALING_KEYS: newKey('other') }, database)
  const headers = { authorization: `Bearer ${bob.token}` }
  expect((await after.fetch('/user', { headers })).status).toBe(500)
  expect(after.lines.join('\n')).toContain('SEALING_KEY_MISSING')
  await after.stop()
})

it('removes dropped files even though a phone number cannot be resealed', async () => {
  const keys = newKeys('lost')
  const one = await startTestStack(keys, database)
  const carol = await logIn(one, 'carol')
  await carol.call('POST', '/user/phone', { code: newCode('carol', 'phone') })
  await one.stop()
  await database.query(
    `INSERT INTO files (object_key, kind, content_type, granted_at, expires_at) VALUES
       ('avatar/${'0'.repeat(32)}.png', 'avatar', 'image/png', '2020-01-01', '2020-01-01')`
  )
  const after = await startTestStack({ ...keys, SEALING_KEYS: newKey('other') }, database)
  expect((await after.scf.invoke('janitor', { Type: 'Timer' })).failure).toBeDefined()
  expect(await database.query('SELECT object_key FROM files')).toEqual([])
  await after.stop()
})
