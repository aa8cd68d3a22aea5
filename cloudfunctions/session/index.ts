import { createAuthenticate } from '../shared/accounts/authenticate'
import { createDatabase } from '../shared/database/database'
import { serve } from '../shared/http/serve'
import { createSessionKeys } from '../shared/accounts/session-keys'
import { createSessions } from '../shared/accounts/sessions'
import { createTokens } from '../shared/accounts/tokens'
import { createWechatParts } from '../shared/wechat/wechat-parts'
import { createCheckSessionKey } from './check-session-key'
import { createEndSession } from './end-session'
import { getSession } from './get-session'
import { createListSessions } from './list-sessions'
import { createOwnSessions } from './own-sessions'
import { createRenewSession } from './renew-session'
import { createResetSessionKey } from './reset-session-key'
import { createRevokeOtherSessions } from './revoke-other-sessions'
import { createRevokeSession } from './revoke-session'

const clock = () => new Date()

export const { main_handler, listen } = serve(
  ['wechat', 'database', 'tokens', 'sessions'],
  (config) => {
    const database = createDatabase(config.database)
    const tokens = createTokens(config.tokens, clock)
    const sessions = createSessions(database, clock)
    const ownSessions = createOwnSessions(database, clock)
    const sessionKeys = createSessionKeys(database, config.sessions)
    const { wechatUsers } = createWechatParts(config.wechat, clock)
    const { tokenSeconds } = config.sessions
    return {
      operations: {
        getSession,
        endSession: createEndSession(ownSessions),
        renewSession: createRenewSession({ ownSessions, tokens, tokenSeconds, clock }),
        listSessions: createListSessions(ownSessions),
        revokeOtherSessions: createRevokeOtherSessions(ownSessions),
        checkSessionKey: createCheckSessionKey(sessionKeys, wechatUsers),
        resetSessionKey: createResetSessionKey(sessionKeys, wechatUsers),
        revokeSession: createRevokeSession(sessions, ownSessions)
      },
      authenticate: createAuthenticate(tokens, sessions),
      database
    }
  }
)

if (require.main === module) listen()
