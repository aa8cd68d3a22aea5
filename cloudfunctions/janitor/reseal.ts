import type { Config } from '../shared/settings/config'
import type { Database } from '../shared/database/database'
import { startDeadline } from '../shared/core/deadline'
import { createSealing } from '../shared/accounts/sealing'

/** Rows a round; each is a statement of its own, so nobody waits. */
const BATCH = 100
const BATCH_MS = 5000

interface PhoneRow {
  id: Buffer
  phone_key_id: string
  phone: Buffer
}

/**
 * Makes what seals phone numbers anew under the current key, so that an older key can go one day
 * (docs/keys.md). Session keys need none of it: they end with their sessions.
 */
export function createReseal(
  database: Database,
  { sealingKeys }: Pick<Config['sessions'], 'sealingKeys'>
) {
  const sealing = createSealing(sealingKeys)
  const current = sealingKeys.current.id

  function findOld(): Promise<PhoneRow[]> {
    const sql = `SELECT id, phone_key_id, phone FROM users
      WHERE phone_key_id < ? OR phone_key_id > ? LIMIT ${BATCH}`
    return database.run<PhoneRow>(sql, [current, current], startDeadline(BATCH_MS))
  }

  async function resealOne({ id, phone_key_id: keyId, phone }: PhoneRow): Promise<void> {
    const { bytes } = sealing.seal(sealing.open({ keyId, bytes: phone }, id), id)
    // a number that was bound meanwhile stays as it is
    const sql = 'UPDATE users SET phone_key_id = ?, phone = ? WHERE id = ? AND phone = ?'
    await database.run(sql, [current, bytes, id, phone], startDeadline(BATCH_MS))
  }

  return async (remainingMs: number): Promise<{ resealed: number }> => {
    const end = performance.now() + remainingMs - BATCH_MS
    let resealed = 0
    for (;;) {
      const rows = await findOld()
      for (const row of rows) await resealOne(row)
      resealed += rows.length
      if (rows.length < BATCH || performance.now() > end) return { resealed }
    }
  }
}
