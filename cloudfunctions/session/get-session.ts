import type { Operation } from '../shared/http/serve'
import { viewSession } from '../shared/accounts/view-session'

/** GET /session: the caller's session. */
export const getSession: Operation<'getSession'> = async ({ session }) => ({
  session: viewSession(session)
})
