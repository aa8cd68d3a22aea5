import { type Deadline } from '../core/deadline'
import { type Transaction } from '../database/database'
import { type RoleKey } from '../settings/role-key'
import { type FileKind } from './kinds'
import { type StorageCall } from './object-storage'

/** Permission to upload one file. */
export interface Grant {
  url: string
  /** The form's fields in their order; the file goes last, as `file`. */
  form: Record<string, string>
  key: string
  expiresAt: Date
}

/** Who asks; a `Call` of an operation is one. */
export interface FileCall extends StorageCall {
  session: { userId: string }
}

/**
 * Files of users. All methods throw what Database.run throws, and STORAGE_UNAVAILABLE.
 *
 * A form uploads under `upload/`; `keep` checks what arrived and copies it to a key of its own, which
 * no form can write. So a form that is sent twice changes nothing, and whatever nobody keeps is under
 * `upload/`, which object storage empties by itself.
 */
export interface Files {
  /** Throws RATE_LIMITED for a user with many open grants. */
  grant(kind: FileKind, contentType: string, call: FileCall): Promise<Grant>
  /**
   * Checks an uploaded file and keeps it for its user, in one commit with what `store` writes.
   * Returns its lasting key. A second time does no harm. Throws FILE_UNKNOWN, FILE_NOT_YOURS,
   * FILE_MISSING, FILE_TOO_LARGE, FILE_EMPTY or FILE_TYPE_REFUSED.
   */
  keep(
    kind: FileKind,
    key: string,
    call: FileCall,
    store: (transaction: Transaction, lastingKey: string) => Promise<void>
  ): Promise<string>
  /** Has a kept file removed, in one commit with whatever made it superfluous. */
  drop(transaction: Transaction, lastingKey: string): Promise<void>
  /** Drops the uploads that nobody has kept long after they were permitted. */
  dropForgotten(deadline: Deadline): Promise<number>
  /**
   * What a key is of, and an address that shows the file wherever it is now; undefined for a key of
   * nobody.
   */
  look(lastingKey: string, call: StorageCall): Promise<LookedAt | undefined>
  /** Removes files that were dropped or whose users were erased; some at a time. */
  removeDropped(call: StorageCall): Promise<{ removed: number; done: boolean }>
  /** An address that shows a kept file. */
  address(lastingKey: string, roleKey: RoleKey | undefined): string
}

export interface LookedAt {
  kind: string
  userId: string
  isKept: boolean
  address: string
}
