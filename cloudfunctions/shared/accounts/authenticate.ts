import { type Deadline } from '../core/deadline'
import { unauthenticated } from '../core/failure'
import { part } from '../parts/part'
import { type Session, sessions } from './sessions'
import { isCurrent, tokens } from './tokens'

/** Finds the session that a token belongs to. */
type Authenticate = (token: string, deadline: Deadline) => Promise<Session>

const MAX_TOKEN_LENGTH = 4096

/**
 * An unreachable database is DATABASE_UNAVAILABLE, never UNAUTHENTICATED: that would make every
 * client log in again.
 */
export const authenticate = part({
  needs: { tokens, sessions },
  make({ tokens, sessions }): Authenticate {
    return async (token, deadline) => {
      const isToken = token.length <= MAX_TOKEN_LENGTH && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)
      if (!isToken) throw unauthenticated('no token')
      const claims = await tokens.verify(token).catch((error: Error) => {
        throw unauthenticated(error.message)
      })
      const session = await sessions.find(claims.sessionId, deadline)
      if (!session) throw unauthenticated('session ended')
      if (!isCurrent(claims, session.readAt)) throw unauthenticated('expired, or from the future')
      return session
    }
  }
})
