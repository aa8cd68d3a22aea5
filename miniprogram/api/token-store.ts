import type { Reply } from './client'
import { Failure } from './failure'
import { readStored } from './storage'

/** A token and its times, by the phone's own clock. */
export interface StoredToken {
  token: string
  renewAtMs: number
  endsAtMs: number
  /** The erasure of its user was asked for, and nobody has said that it did not come about. */
  erasing?: boolean
}

/** The session's token, kept on the phone. */
export interface TokenStore {
  read(): StoredToken | undefined
  /** A phone that cannot store it keeps it until the app is closed. */
  write(stored: StoredToken): void
  /** Notes on this token whether its user is being erased. */
  markErasing(token: string, erasing: boolean): void
  /** Removes this token, and leaves any later one alone. */
  remove(token: string): void
  clear(): void
}

/** A token is renewed when less than this part of its life is left. */
const RENEWED_PART = 0.25

export function createTokenStore(key: string): TokenStore {
  let kept: StoredToken | undefined
  const read = () => kept ?? readStored<StoredToken>(key)

  function write(stored: StoredToken): void {
    kept = stored
    try {
      wx.setStorageSync(key, stored)
    } catch (error) {
      console.warn('the token is not stored', String(error))
    }
  }

  function clear(): void {
    kept = undefined
    wx.removeStorageSync(key)
  }

  return {
    read,
    write,
    markErasing(token, erasing) {
      const stored = read()
      if (stored?.token === token) write({ ...stored, erasing })
    },
    remove(token) {
      if (read()?.token === token) clear()
    },
    clear
  }
}

/**
 * What there is to store of a reply. How long the token lives is told by the server's clock alone: the phone's may be
 * wrong, and is only trusted to go on at the same pace.
 */
export function readToken(reply: Reply<'login' | 'renewSession'>): StoredToken {
  const { token, expiresAt } = reply.result as { token: unknown; expiresAt: string }
  if (typeof token !== 'string' || !token)
    throw new Failure('NOT_CONTRACT', { message: 'a login without a token', status: 200 })
  const lifeMs = Date.parse(expiresAt) - reply.serverTimeMs
  const endsAtMs = Date.now() + lifeMs
  return { token, endsAtMs, renewAtMs: endsAtMs - lifeMs * RENEWED_PART }
}
