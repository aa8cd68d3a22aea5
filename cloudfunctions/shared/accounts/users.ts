import { type Schemas } from '../../../gateway-config/generated/contract'
import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { database } from '../database/database'
import { part } from '../parts/part'
import { sealing } from './sealing'

export interface User {
  id: string
  appId: string
  openid: string
  createdAt: Date
  nickname?: string
  avatarUrl?: string
  /** In the form +86 13800138000. */
  phone?: string
}

/** Ids are 32 hexadecimal digits. All methods throw what Database.run throws. */
interface Users {
  /** Throws Failure UNAUTHENTICATED when the user has just been erased. */
  find(id: string, deadline: Deadline): Promise<User>
  saveProfile(id: string, profile: Schemas['Profile'], deadline: Deadline): Promise<void>
  savePhone(id: string, phone: string, deadline: Deadline): Promise<void>
  /** The user of an openid; undefined when there is none, or none that old. */
  findByOpenid(
    who: { appId: string; openid: string; createdBefore: Date },
    deadline: Deadline
  ): Promise<string | undefined>
  /** Removes what the user has entrusted to us, and leaves the account. */
  clear(id: string, what: PersonalData[], deadline: Deadline): Promise<void>
  /** Deletes the user and all their sessions. */
  erase(id: string, deadline: Deadline): Promise<void>
}

export type PersonalData = 'nickname' | 'avatar' | 'phone'

const COLUMNS_OF: Record<PersonalData, string> = {
  nickname: 'nickname = NULL',
  avatar: 'avatar_url = NULL',
  phone: 'phone = NULL, phone_key_id = NULL'
}

interface UserRow {
  app_id: string
  openid: string
  created_at: Date
  nickname: string | null
  avatar_url: string | null
  phone_key_id: string | null
  phone: Buffer | null
}

const COLUMNS = 'app_id, openid, created_at, nickname, avatar_url, phone_key_id, phone'

export const users = part({
  needs: { database, sealing },
  make({ database, sealing }): Users {
    const bytesOf = (id: string) => Buffer.from(id, 'hex')

    function readUser(id: string, row: UserRow): User {
      const { nickname, avatar_url: avatarUrl, phone_key_id: keyId, phone: bytes } = row
      return {
        id,
        appId: row.app_id,
        openid: row.openid,
        createdAt: row.created_at,
        ...(nickname !== null && { nickname }),
        ...(avatarUrl !== null && { avatarUrl }),
        ...(keyId !== null && bytes && { phone: sealing.open({ keyId, bytes }, bytesOf(id)) })
      }
    }

    return {
      async find(id, deadline) {
        const sql = `SELECT ${COLUMNS} FROM users WHERE id = ?`
        const [row] = await database.run<UserRow>(sql, [bytesOf(id)], deadline)
        if (!row) throw new Failure('UNAUTHENTICATED', { detail: { reason: 'user erased' } })
        return readUser(id, row)
      },
      async saveProfile(id, { nickname, avatarUrl }, deadline) {
        const sql = 'UPDATE users SET nickname = ?, avatar_url = ? WHERE id = ?'
        const values = [nickname, avatarUrl ?? null, bytesOf(id)]
        await database.change(sql, values, deadline, { idempotent: true })
      },
      async savePhone(id, phone, deadline) {
        const { keyId, bytes } = sealing.seal(phone, bytesOf(id))
        const sql = 'UPDATE users SET phone_key_id = ?, phone = ? WHERE id = ?'
        await database.change(sql, [keyId, bytes, bytesOf(id)], deadline, { idempotent: true })
      },
      async findByOpenid({ appId, openid, createdBefore }, deadline) {
        const sql = 'SELECT id FROM users WHERE app_id = ? AND openid = ? AND created_at <= ?'
        const values = [appId, openid, createdBefore]
        const [row] = await database.run<{ id: Buffer }>(sql, values, deadline)
        return row?.id.toString('hex')
      },
      async clear(id, what, deadline) {
        const columns = what.map((each) => COLUMNS_OF[each]).join(', ')
        const sql = `UPDATE users SET ${columns} WHERE id = ?`
        await database.change(sql, [bytesOf(id)], deadline, { idempotent: true })
      },
      async erase(id, deadline) {
        const values = { the_user_id: bytesOf(id) }
        await database.call('erase_user', values, deadline, { idempotent: true })
      }
    }
  }
})
