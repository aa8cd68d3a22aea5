import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { part } from '../parts/part'
import { type Session, sessions } from './sessions'
import { isCurrent, tokens } from './tokens'

/** Finds the session that a token belongs to. */
type Authenticate = (token: string, deadline: Deadline) => Promise<Session>

const MAX_TOKEN_LENGTH = 4096

/**
 * The client gets the same answer whatever is wrong with a token; only the log names the reason. An
 * unreachable database is DATABASE_UNAVAILABLE, never UNAUTHENTICATED: that would make every client
 * log in again.
 */
export const authenticate = part({
  needs: { tokens, sessions },
  make({ tokens, sessions }): Authenticate {
    return async (token, deadline) => {
      const refuse = (reason: string) => new Failure('UNAUTHENTICATED', { detail: { reason } })
      const isToken = token.length <= MAX_TOKEN_LENGTH && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)
      if (!isToken) throw refuse('no token')
      const claims = await tokens.verify(token).catch((error: Error) => {
        throw refuse(error.message)
      })
      const session = await sessions.find(claims.sessionId, deadline)
      if (!session) throw refuse('session ended')
      if (!isCurrent(claims, session.readAt)) throw refuse('expired, or from the future')
      return session
    }
  }
})
