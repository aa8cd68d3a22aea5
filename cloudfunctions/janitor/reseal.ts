import { sealing } from '../shared/accounts/sealing'
import { startDeadline } from '../shared/core/deadline'
import { database } from '../shared/database/database'
import { part } from '../shared/parts/part'

/** Rows per round. Each is updated by a statement of its own, so that nothing else has to wait. */
const BATCH = 100
const BATCH_MS = 5000

interface PhoneRow {
  id: Buffer
  phone_key_id: string
  phone: Buffer
}

/**
 * Seals phone numbers again under the current key, until the older keys can be removed
 * (docs/keys.md). Session keys need no such step: they are deleted with their sessions.
 */
export const reseal = part({
  needs: { database, sealing },
  make({ database, sealing }) {
    const current = sealing.currentKeyId

    function findOld(): Promise<PhoneRow[]> {
      const sql = `SELECT id, phone_key_id, phone FROM users
        WHERE phone_key_id < ? OR phone_key_id > ? LIMIT ${BATCH}`
      return database.run<PhoneRow>(sql, [current, current], startDeadline(BATCH_MS))
    }

    async function resealOne({ id, phone_key_id: keyId, phone }: PhoneRow): Promise<void> {
      const { bytes } = sealing.seal(sealing.open({ keyId, bytes: phone }, id), id)
      // leaves a number alone that its user has just replaced
      const sql = 'UPDATE users SET phone_key_id = ?, phone = ? WHERE id = ? AND phone = ?'
      const values = [current, bytes, id, phone]
      await database.change(sql, values, startDeadline(BATCH_MS), { idempotent: true })
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
})
