import { type Deadline } from '../core/deadline'
import { unauthenticated } from '../core/failure'
import { database } from '../database/database'
import { part } from '../parts/part'
import { type WechatUser } from '../wechat/wechat-users'
import { bytesOf } from './identifiers'
import { sealing } from './sealing'

interface SessionKey {
  user: WechatUser
  /** WeChat's session_key. It never leaves the server. */
  key: string
}

interface SessionKeys {
  /** Opens a session's key. Throws UNAUTHENTICATED when the session has just ended. */
  open(sessionId: string, deadline: Deadline): Promise<SessionKey>
  replace(sessionId: string, key: string, deadline: Deadline): Promise<void>
}

interface KeyRow {
  app_id: string
  openid: string
  sealing_key_id: string
  session_key: Buffer
}

export const sessionKeys = part({
  needs: { database, sealing },
  make: ({ database, sealing }): SessionKeys => ({
    async open(sessionId, deadline) {
      const id = bytesOf(sessionId)
      const [row] = await database.run<KeyRow>(
        `SELECT app_id, openid, sealing_key_id, session_key
         FROM sessions JOIN users ON users.id = sessions.user_id WHERE sessions.id = ?`,
        [id],
        deadline
      )
      if (!row) throw unauthenticated('session ended')
      const sealed = { keyId: row.sealing_key_id, bytes: row.session_key }
      return { user: { appId: row.app_id, openid: row.openid }, key: sealing.open(sealed, id) }
    },

    async replace(sessionId, key, deadline) {
      const id = bytesOf(sessionId)
      const { keyId, bytes } = sealing.seal(key, id)
      const sql = 'UPDATE sessions SET sealing_key_id = ?, session_key = ? WHERE id = ?'
      await database.change(sql, [keyId, bytes, id], deadline, { idempotent: true })
    }
  })
})
