import { createSecretKey, randomBytes } from 'node:crypto'
import { sealing as sealingPart } from '../../../cloudfunctions/shared/accounts/sealing'
import { type Keys } from '../../../cloudfunctions/shared/settings/setting-rules'
import { freshCode, startTestStack } from '../../support/stack'

const SESSION_KEY = 'HyVFkGl5F5OQWJZZaNzBBg=='
const context = randomBytes(16)
const keysOf = (...ids: string[]): Keys => {
  const all = new Map(ids.map((id) => [id, createSecretKey(Buffer.alloc(32, id))]))
  return { current: { id: ids[0] ?? '', key: all.get(ids[0] ?? '')! }, all }
}

const sealingWith = (keys: Keys) => sealingPart.make({}, keys)

describe('sealing', () => {
  const sealing = sealingWith(keysOf('old'))
  const sealed = sealing.seal(SESSION_KEY, context)

  it('opens a text with its key and its context', () => {
    expect(sealing.open(sealed, context)).toBe(SESSION_KEY)
  })

  it('seals the same text differently each time', () => {
    expect(sealing.seal(SESSION_KEY, context).bytes).not.toEqual(sealed.bytes)
  })

  it('opens a text after a rotation while its key is listed', () => {
    const rotated = sealingWith(keysOf('new', 'old'))
    expect(rotated.seal(SESSION_KEY, context).keyId).toBe('new')
    expect(rotated.open(sealed, context)).toBe(SESSION_KEY)
    expect(() => sealingWith(keysOf('new')).open(sealed, context)).toThrow(
      '"old" is not configured'
    )
  })

  it('does not open a text in another row', () => {
    expect(() => sealing.open(sealed, randomBytes(16))).toThrow()
  })

  it('does not open a text when any byte has changed', () => {
    for (const i of sealed.bytes.keys()) {
      const bytes = Buffer.from(sealed.bytes)
      bytes[i]! ^= 1
      expect(() => sealing.open({ ...sealed, bytes }, context)).toThrow()
    }
  })
})

it('stores a session_key only in sealed form', async () => {
  const stack = await startTestStack()
  await stack.login(freshCode('alice'))
  const [row] = await stack.database.query<{ sealing_key_id: string; session_key: Buffer }>(
    'SELECT sealing_key_id, session_key FROM sessions'
  )
  expect(row?.sealing_key_id).toBe('local')
  // nonce, 24 characters of base64, tag
  expect(row?.session_key).toHaveLength(12 + 24 + 16)
  expect(row?.session_key.toString('latin1')).not.toMatch(/[A-Za-z0-9+/]{22}==/)
  await stack.stop()
})
