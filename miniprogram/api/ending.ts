import type { Client } from './client'
import { Failure, isTokenRefused } from './failure'
import type { Renewal } from './renewal'
import { createSingleFlight } from './single-flight'
import type { TokenStore } from './token-store'

/** How a session ends by the user's will. */
export interface Ending {
  logOut(): Promise<void>
  erase(): Promise<void>
  /** While this is so, a refused token is no reason to log in. */
  underWay(): Promise<void> | undefined
}

export interface EndingParts {
  client: Client
  tokens: TokenStore
  renewal: Renewal
  /** Settles, and never fails, when a login under way has ended. */
  afterLogin(): Promise<void>
  /** The token in place of a refused one, by a login where it takes one. */
  tokenAfter(refused: string): Promise<string | undefined>
}

export function createEnding({
  client,
  tokens,
  renewal,
  afterLogin,
  tokenAfter
}: EndingParts): Ending {
  const loggingOut = createSingleFlight(async () => {
    const token = await lastToken()
    if (!token) return
    try {
      await client.call('endSession', undefined, token)
    } catch (error) {
      if (!isTokenRefused(error)) throw error
    }
    tokens.remove(token)
  })

  const erasing = createSingleFlight(async () => {
    const token = await lastToken()
    if (!token) throw new Failure('LOGGED_OUT', { message: 'eraseUser needs a login' })
    try {
      await eraseWith(token)
    } catch (error) {
      if (!isTokenRefused(error)) throw error
      const renewed = await tokenAfter(token)
      if (!renewed) throw error
      await eraseWith(renewed)
    }
    tokens.clear()
  })

  /** A login or a renewal under way would store its token after this one is gone. */
  async function lastToken(): Promise<string | undefined> {
    await afterLogin()
    await renewal.underWay()
    return tokens.read()?.token
  }

  /** Without a word from the server the user may be gone: then no silent login may make a new one. */
  async function eraseWith(token: string): Promise<void> {
    tokens.markErasing(token, true)
    try {
      await client.call('eraseUser', undefined, token)
    } catch (error) {
      if (isRefused(error)) tokens.markErasing(token, false)
      throw error
    }
  }

  return {
    logOut: loggingOut.run,
    erase: erasing.run,
    underWay: () => loggingOut.underWay() ?? erasing.underWay()
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof Failure && error.status >= 400 && error.status < 500
}
