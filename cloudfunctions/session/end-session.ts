import type { Operation } from '../shared/http/serve'
import type { OwnSessions } from './own-sessions'

/** DELETE /session: log out. Its token is refused from the next request on. */
export function createEndSession(ownSessions: OwnSessions): Operation<'endSession'> {
  return async ({ session, deadline }) => {
    await ownSessions.end(session.id, deadline)
    return undefined
  }
}
