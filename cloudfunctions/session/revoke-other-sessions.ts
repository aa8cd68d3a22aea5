import { sessions } from '../shared/accounts/sessions'
import { operation } from '../shared/http/operation'

/** DELETE /session/others: log out everywhere else. */
export const revokeOtherSessions = operation(
  'revokeOtherSessions',
  { sessions },
  async ({ session, deadline }, { sessions }) => {
    await sessions.endOthers(session, deadline)
  }
)
