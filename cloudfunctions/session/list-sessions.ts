import type { Operation } from '../shared/http/serve'
import { viewSession } from '../shared/accounts/view-session'
import type { OwnSessions } from './own-sessions'

/** GET /session/list: where the caller is logged in. */
export function createListSessions(ownSessions: OwnSessions): Operation<'listSessions'> {
  return async ({ session, deadline }) => {
    const sessions = await ownSessions.list(session.userId, deadline)
    return { sessions: sessions.map((each) => viewSession(each, session.id)) }
  }
}
