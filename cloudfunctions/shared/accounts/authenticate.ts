import { type HttpRequest } from '../../../tools/contract/door/request-check'
import { WAFER_SKEY_INVALID } from '../../../tools/contract/door/wafer'
import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { part } from '../parts/part'
import { type Session, sessions } from './sessions'
import { tokens } from './tokens'

/** Finds the session behind a request's Authorization or, from a Wafer client, X-WX-Skey. */
type Authenticate = (headers: HttpRequest['headers'], deadline: Deadline) => Promise<Session>

const MAX_TOKEN_LENGTH = 4096

/**
 * The client gets the same answer whatever is wrong with a token; only the log names the reason. An
 * unreachable database is DATABASE_UNAVAILABLE, never UNAUTHENTICATED: that would make every client
 * log in again.
 */
export const authenticate = part({
  needs: { tokens, sessions },
  make({ tokens, sessions }): Authenticate {
    return async ({ authorization, 'x-wx-skey': skey }, deadline) => {
      const isWafer = authorization === undefined && skey !== undefined
      const refuse = (reason: string) =>
        new Failure('UNAUTHENTICATED', {
          detail: { reason },
          ...(isWafer && { body: WAFER_SKEY_INVALID })
        })
      const given = isWafer ? `Bearer ${skey}` : (authorization ?? '')
      const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(given) ?? []
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
})
