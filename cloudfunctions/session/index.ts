import { serve } from '../shared/http/serve'
import { checkSessionKey } from './check-session-key'
import { endSession } from './end-session'
import { getSession } from './get-session'
import { listSessions } from './list-sessions'
import { renewSession } from './renew-session'
import { resetSessionKey } from './reset-session-key'
import { revokeOtherSessions } from './revoke-other-sessions'
import { revokeSession } from './revoke-session'

export const { main_handler } = serve({
  getSession,
  endSession,
  renewSession,
  listSessions,
  revokeOtherSessions,
  checkSessionKey,
  resetSessionKey,
  revokeSession
})
