import { sessions } from '../shared/accounts/sessions'
import { operation } from '../shared/http/operation'

/** DELETE /session: log out. The session's token is refused from the next request on. */
export const endSession = operation(
  'endSession',
  { sessions },
  async ({ session, deadline }, { sessions }) => {
    await sessions.end(session.id, session.userId, deadline)
  }
)
