import { viewSession } from '../shared/accounts/view-session'
import { operation } from '../shared/http/operation'

/** GET /session: the caller's session. */
export const getSession = operation('getSession', {}, async ({ session }) => ({
  session: viewSession(session)
}))
