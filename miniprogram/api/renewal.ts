import type { Client } from './client'
import { createSingleFlight } from './single-flight'
import { readToken } from './token-store'
import type { StoredToken, TokenStore } from './token-store'

export interface Renewal {
  /** Begins where it is time, and lets nobody wait: the old token stays good until it ends. */
  beginWhenDue(): void
  underWay(): Promise<void> | undefined
}

/** However a renewal went, the next one is not tried before. */
const PAUSE_MS = 60000

/** Trades a token for a later one before it ends, without `wx.login`. */
export function createRenewal(client: Client, tokens: TokenStore): Renewal {
  let notBeforeMs = 0

  const renewal = createSingleFlight(async () => {
    const before = tokens.read()
    if (!before) return
    notBeforeMs = Date.now() + PAUSE_MS
    try {
      const after = readToken(await client.call('renewSession', undefined, before.token))
      // A logout or a login meanwhile has the last word.
      if (tokens.read()?.token === before.token) tokens.write(after)
    } catch {
      // The token works on, and the call log has the failure; at its end there is a login.
    }
  })

  function isDue({ renewAtMs, endsAtMs }: StoredToken): boolean {
    const now = Date.now()
    return now >= renewAtMs && now < endsAtMs && now >= notBeforeMs
  }

  return {
    beginWhenDue() {
      const stored = tokens.read()
      if (stored && isDue(stored)) void renewal.run()
    },
    underWay: renewal.underWay
  }
}
