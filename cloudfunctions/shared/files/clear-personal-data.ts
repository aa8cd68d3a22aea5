import { bytesOf } from '../accounts/identifiers'
import { type Transaction } from '../database/database'
import { events } from '../events/events'
import { part } from '../parts/part'
import { filesDropped } from './file-events'

export type PersonalData = 'nickname' | 'avatar' | 'phone'

const COLUMNS_OF: Record<PersonalData, string> = {
  nickname: 'nickname = NULL',
  // the file itself is removed later
  avatar: 'avatar_url = NULL, avatar_key = NULL, files.user_id = NULL',
  phone: 'phone = NULL, phone_key_id = NULL'
}

/** Removes what is named of a user, in one commit with whatever else the transaction writes. */
export const clearPersonalData = part({
  needs: { events },
  make:
    ({ events }) =>
    async (transaction: Transaction, userId: string, what: PersonalData[]): Promise<void> => {
      const id = bytesOf(userId)
      const columns = what.map((each) => COLUMNS_OF[each]).join(', ')
      const [user] = await transaction.run<{ avatar_key: string | null }>(
        'SELECT avatar_key FROM users WHERE id = ? FOR UPDATE',
        [id]
      )
      const sql = `UPDATE users LEFT JOIN files ON object_key = avatar_key SET ${columns} WHERE id = ?`
      await transaction.change(sql, [id])
      if (what.includes('avatar') && user?.avatar_key)
        await events.add(transaction, filesDropped, {})
    }
})
