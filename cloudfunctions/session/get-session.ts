import type { Operation } from '../shared/serve'
import { viewSession } from '../shared/view-session'

/** GET /session: the caller's session. */
export const getSession: Operation<'getSession'> = async ({ session }) => ({
  session: viewSession(session)
})
