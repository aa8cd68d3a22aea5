import { sessions } from '../shared/accounts/sessions'
import { viewSession } from '../shared/accounts/view-session'
import { operation } from '../shared/http/operation'

/** GET /session/list: where the caller is logged in. */
export const listSessions = operation(
  'listSessions',
  { sessions },
  async ({ session, deadline }, { sessions }) => {
    const listed = await sessions.list(session.userId, deadline)
    return { sessions: listed.map((each) => viewSession(each, session.id)) }
  }
)
