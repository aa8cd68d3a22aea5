import { AppFailure } from './failure'
import { type CallReply } from './reply'
import { readStored, writeStored } from './storage'

/** A token and its times, by the phone's own clock. */
export interface StoredToken {
  token: string
  renewAtMs: number
  endsAtMs: number
  /** The erasure of its user was requested, and the server has not refused it. */
  erasing?: boolean
}

/** The session's token in the phone's storage. */
export interface TokenStore {
  read(): StoredToken | undefined
  /** Stores the token, or removes what is stored. Only logs a warning where that fails. */
  save(token: StoredToken | undefined): void
}

/** A token is renewed when less than this part of its life is left. */
const RENEWED_PART = 0.25

export function createTokenStore(key: string): TokenStore {
  return {
    read() {
      const stored = readStored<StoredToken>(key)
      // Damaged, or of another version.
      return typeof stored?.token === 'string' ? stored : undefined
    },
    save: (token) => void writeStored(key, token)
  }
}

/**
 * The token of a reply. Its life is measured by the server's clock alone: the phone's may be wrong
 * and is only trusted to run at the same pace.
 */
export function readToken(reply: CallReply<'login' | 'renewSession'>): StoredToken {
  const { token, expiresAt } = reply.result as { token: unknown; expiresAt: string }
  if (typeof token !== 'string' || !token)
    throw new AppFailure('NOT_CONTRACT', { message: 'a login without a token', status: 200 })
  const lifeMs = Date.parse(expiresAt) - reply.serverTimeMs
  const endsAtMs = Date.now() + lifeMs
  return { token, endsAtMs, renewAtMs: endsAtMs - lifeMs * RENEWED_PART }
}

export function isDueForRenewal({ renewAtMs, endsAtMs }: StoredToken): boolean {
  const now = Date.now()
  return now >= renewAtMs && now < endsAtMs
}
