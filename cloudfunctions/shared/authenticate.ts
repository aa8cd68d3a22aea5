import type { Deadline } from './deadline'
import { Failure } from './failure'
import type { Session, Sessions } from './sessions'
import type { Tokens } from './tokens'

/** Takes an Authorization header's value and gives the session behind it. */
export type Authenticate = (
  authorization: string | undefined,
  deadline: Deadline
) => Promise<Session>

const MAX_TOKEN_LENGTH = 4096

/**
 * Whatever is wrong with a token, the client hears the same; the log hears what it was. A database
 * that cannot be asked is DATABASE_UNAVAILABLE, never UNAUTHENTICATED: that would make every client
 * log in again.
 */
export function createAuthenticate(tokens: Tokens, sessions: Sessions): Authenticate {
  const refuse = (reason: string) => new Failure('UNAUTHENTICATED', { detail: { reason } })
  return async (authorization = '', deadline) => {
    const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? []
    if (!token || token.length > MAX_TOKEN_LENGTH) throw refuse('no token')
    let id: string
    try {
      id = tokens.verify(token)
    } catch (error) {
      throw refuse((error as Error).message)
    }
    const session = await sessions.find(id, deadline)
    if (!session) throw refuse('session ended')
    return session
  }
}
