import { type Deadline } from '../core/deadline'
import { unauthenticated } from '../core/failure'
import { database, type Transaction } from '../database/database'
import { part } from '../parts/part'
import { bytesOf } from './identifiers'
import { sealing } from './sealing'

export interface User {
  id: string
  appId: string
  openid: string
  createdAt: Date
  nickname?: string
  /** An address from WeChat itself, of a user who came by Wafer. */
  avatarUrl?: string
  /** The lasting key of a file. */
  avatarKey?: string
  /** In the form +86 13800138000. */
  phone?: string
}

/** Ids are 32 hexadecimal digits. All methods throw what Database.run throws. */
interface Users {
  /** Throws Failure UNAUTHENTICATED when the user has just been erased. */
  find(id: string, deadline: Deadline): Promise<User>
  /** As WeChat itself gave it. */
  saveProfile(id: string, profile: WechatProfile, deadline: Deadline): Promise<void>
  /** In the caller's transaction, like `replaceAvatar`. */
  saveNickname(transaction: Transaction, id: string, nickname: string): Promise<void>
  /** Sets nickname and picture in the caller's transaction; returns the key of the replaced picture. */
  replaceAvatar(
    transaction: Transaction,
    id: string,
    profile: { nickname: string; avatarKey: string | null }
  ): Promise<string | undefined>
  savePhone(id: string, phone: string, deadline: Deadline): Promise<void>
  /** The user of an openid; undefined when there is none, or none that old. */
  findByOpenid(
    who: { appId: string; openid: string; createdBefore: Date },
    deadline: Deadline
  ): Promise<string | undefined>
  /** Deletes the user and all their sessions. */
  erase(id: string, deadline: Deadline): Promise<void>
}

export interface WechatProfile {
  nickname: string
  avatarUrl?: string
}

interface UserRow {
  app_id: string
  openid: string
  created_at: Date
  nickname: string | null
  avatar_url: string | null
  avatar_key: string | null
  phone_key_id: string | null
  phone: Buffer | null
}

const COLUMNS = 'app_id, openid, created_at, nickname, avatar_url, avatar_key, phone_key_id, phone'

export const users = part({
  needs: { database, sealing },
  make({ database, sealing }): Users {
    function readUser(id: string, row: UserRow): User {
      const { nickname, avatar_url: avatarUrl, avatar_key: avatarKey } = row
      const { phone_key_id: keyId, phone: bytes } = row
      return {
        id,
        appId: row.app_id,
        openid: row.openid,
        createdAt: row.created_at,
        ...(nickname !== null && { nickname }),
        ...(avatarUrl !== null && { avatarUrl }),
        ...(avatarKey !== null && { avatarKey }),
        ...(keyId !== null && bytes && { phone: sealing.open({ keyId, bytes }, bytesOf(id)) })
      }
    }

    return {
      async find(id, deadline) {
        const sql = `SELECT ${COLUMNS} FROM users WHERE id = ?`
        const [row] = await database.run<UserRow>(sql, [bytesOf(id)], deadline)
        if (!row) throw unauthenticated('user erased')
        return readUser(id, row)
      },
      async saveProfile(id, { nickname, avatarUrl }, deadline) {
        const sql = 'UPDATE users SET nickname = ?, avatar_url = ? WHERE id = ?'
        const values = [nickname, avatarUrl ?? null, bytesOf(id)]
        await database.change(sql, values, deadline, { idempotent: true })
      },
      async saveNickname({ change }, id, nickname) {
        const sql = 'UPDATE users SET nickname = ? WHERE id = ?'
        if (!(await change(sql, [nickname, bytesOf(id)]))) throw unauthenticated('user erased')
      },
      async replaceAvatar({ run, change }, id, { nickname, avatarKey }) {
        const [row] = await run<Pick<UserRow, 'avatar_key'>>(
          'SELECT avatar_key FROM users WHERE id = ? FOR UPDATE',
          [bytesOf(id)]
        )
        if (!row) throw unauthenticated('user erased')
        await change(
          'UPDATE users SET nickname = ?, avatar_key = ?, avatar_url = NULL WHERE id = ?',
          [nickname, avatarKey, bytesOf(id)]
        )
        return row.avatar_key === avatarKey ? undefined : (row.avatar_key ?? undefined)
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
      async erase(id, deadline) {
        const values = { the_user_id: bytesOf(id) }
        await database.call('erase_user', values, deadline, { idempotent: true })
      }
    }
  }
})
