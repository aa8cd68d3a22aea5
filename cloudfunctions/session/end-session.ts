import type { Operation } from '../shared/serve'
import type { Sessions } from '../shared/sessions'

/** DELETE /session: log out. Its token is refused from the next request on. */
export function createEndSession(sessions: Sessions): Operation<'endSession'> {
  return async ({ session, deadline }) => {
    await sessions.end(session.id, deadline)
    return undefined
  }
}
