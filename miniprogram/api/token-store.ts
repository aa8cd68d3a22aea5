import type { Reply } from './client'
import { Failure } from './failure'

/** A token and its times, by the phone's own clock. */
export interface StoredToken {
  token: string
  renewAtMs: number
  endsAtMs: number
}

/** The session's token, kept on the phone. */
export interface TokenStore {
  read(): StoredToken | undefined
  write(stored: StoredToken): void
  /** Removes this token, and leaves any later one alone. */
  remove(token: string): void
  clear(): void
}

/** A token is renewed when less than this part of its life is left. */
const RENEWED_PART = 0.25

export function createTokenStore(key: string): TokenStore {
  const read = () => {
    const stored = wx.getStorageSync<StoredToken | ''>(key)
    return stored ? stored : undefined
  }
  return {
    read,
    write(stored) {
      try {
        wx.setStorageSync(key, stored)
      } catch (error) {
        throw new Failure('STORAGE', { message: String(error) })
      }
    },
    remove(token) {
      if (read()?.token === token) wx.removeStorageSync(key)
    },
    clear: () => wx.removeStorageSync(key)
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
