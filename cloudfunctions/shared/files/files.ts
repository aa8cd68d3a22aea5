import { randomBytes } from 'node:crypto'
import { bytesOf } from '../accounts/identifiers'
import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { database } from '../database/database'
import { events } from '../events/events'
import { clock } from '../parts/clock'
import { part } from '../parts/part'
import { filesDropped } from './file-events'
import { type FileCall, type Files } from './file-types'
import { lastingKeyOf, UPLOADS } from './keys'
import { type FileKind, refuseUnfit } from './kinds'
import { objectStorage } from './object-storage'
import { uploadForm } from './upload-form'

export { type FileCall, type Files, type Grant } from './file-types'
export { type FileKind } from './kinds'

interface FileRow {
  user_id: Buffer | null
  kind: string
  content_type: string
  kept_at: Date | null
}

const GRANT_MS = 5 * 60_000
const OPEN_GRANTS = 20
const BATCH = 20
/** An upload that has begun in time may take its time. */
const FORGOTTEN_MS = 60 * 60_000

export const files = part({
  needs: { database, objectStorage, events, clock },
  make({ database, objectStorage, events, clock }): Files {
    async function find(lastingKey: string, deadline: Deadline): Promise<FileRow | undefined> {
      const sql = 'SELECT user_id, kind, content_type, kept_at FROM files WHERE object_key = ?'
      const [row] = await database.run<FileRow>(sql, [lastingKey], deadline)
      return row
    }

    async function check(kind: FileKind, key: string, contentType: string, call: FileCall) {
      const start = await objectStorage.readStart(key, call)
      if (!start) throw new Failure('FILE_MISSING')
      refuseUnfit(kind, contentType, start)
      return start
    }

    return {
      async grant(kind, contentType, call) {
        const roleKey = objectStorage.roleKey(call)
        const type = kind.types[contentType]
        if (!type) throw new Failure('FILE_TYPE_REFUSED')
        const lastingKey = `${kind.name}/${randomBytes(16).toString('hex')}${type.ending}`
        const from = clock()
        const to = new Date(from.getTime() + GRANT_MS)
        const userId = bytesOf(call.session.userId)
        const added = await database.change(
          `INSERT INTO files (object_key, user_id, kind, content_type, granted_at, expires_at)
           SELECT ?, id, ?, ?, ?, ? FROM users WHERE id = ? AND
             (SELECT COUNT(*) FROM files WHERE user_id = ? AND kept_at IS NULL AND expires_at > ?) < ?
           ON DUPLICATE KEY UPDATE files.kind = files.kind`,
          [lastingKey, kind.name, contentType, from, to, userId, userId, from, OPEN_GRANTS],
          call.deadline,
          { idempotent: true }
        )
        if (!added) throw new Failure('RATE_LIMITED', { detail: { limit: 'open uploads' } })
        const key = UPLOADS + lastingKey
        const form = uploadForm({ key, contentType, maxBytes: kind.maxBytes, from, to }, roleKey)
        return { url: objectStorage.formUrl, form, key, expiresAt: to }
      },

      async keep(kind, key, call, store) {
        const { session, deadline } = call
        const lastingKey = lastingKeyOf(key) ?? ''
        const row = await find(lastingKey, deadline)
        if (!row?.user_id || row.kind !== kind.name) throw new Failure('FILE_UNKNOWN')
        if (row.user_id.toString('hex') !== session.userId) throw new Failure('FILE_NOT_YOURS')
        if (!row.kept_at) {
          const { etag } = await check(kind, key, row.content_type, call)
          await objectStorage.copy(key, lastingKey, etag, call)
        }
        await database
          .transaction(
            async (transaction) => {
              const kept = await transaction.change(
                'UPDATE files SET kept_at = COALESCE(kept_at, ?) WHERE object_key = ? AND user_id = ?',
                [clock(), lastingKey, row.user_id]
              )
              if (!kept) throw new Failure('FILE_UNKNOWN', { detail: { reason: 'dropped' } })
              await store(transaction, lastingKey)
            },
            deadline,
            { idempotent: true }
          )
          .catch(async (error: unknown) => {
            // nobody knows of the copy
            const isDropped = error instanceof Failure && error.code === 'FILE_UNKNOWN'
            if (isDropped) await objectStorage.remove(lastingKey, call).catch(() => undefined)
            throw error
          })
        // object storage removes it by itself, only later
        if (!row.kept_at) await objectStorage.remove(key, call).catch(() => undefined)
        return lastingKey
      },

      async drop(transaction, lastingKey) {
        await transaction.change('UPDATE files SET user_id = NULL WHERE object_key = ?', [
          lastingKey
        ])
        await events.add(transaction, filesDropped, {})
      },

      async dropForgotten(deadline) {
        const before = new Date(clock().getTime() - FORGOTTEN_MS)
        const sql = 'UPDATE files SET user_id = NULL WHERE kept_at IS NULL AND expires_at < ?'
        return database.change(sql, [before], deadline, { idempotent: true })
      },

      async look(lastingKey, call) {
        const row = await find(lastingKey, call.deadline)
        if (!row?.user_id) return undefined
        const isKept = row.kept_at !== null
        const address = objectStorage.signed(
          isKept ? lastingKey : UPLOADS + lastingKey,
          call.roleKey
        )
        return { kind: row.kind, userId: row.user_id.toString('hex'), isKept, address }
      },

      async removeDropped(call) {
        const rows = await database.run<{ object_key: string }>(
          `SELECT object_key FROM files WHERE user_id IS NULL LIMIT ${BATCH}`,
          [],
          call.deadline
        )
        for (const { object_key: key } of rows) {
          await objectStorage.remove(UPLOADS + key, call)
          await objectStorage.remove(key, call)
          const sql = 'DELETE FROM files WHERE object_key = ? AND user_id IS NULL'
          await database.change(sql, [key], call.deadline, { idempotent: true })
        }
        return { removed: rows.length, done: rows.length < BATCH }
      },

      address: objectStorage.address
    }
  }
})
