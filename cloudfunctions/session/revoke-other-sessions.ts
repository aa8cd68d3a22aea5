import type { Operation } from '../shared/http/serve'
import type { OwnSessions } from './own-sessions'

/** DELETE /session/others: log out everywhere else. */
export function createRevokeOtherSessions(
  ownSessions: OwnSessions
): Operation<'revokeOtherSessions'> {
  return async ({ session, deadline }) => {
    await ownSessions.endOthers(session.userId, session.id, deadline)
    return undefined
  }
}
