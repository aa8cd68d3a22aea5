import { createAuthenticate } from '../shared/accounts/authenticate'
import { createDatabase } from '../shared/database/database'
import { serve } from '../shared/http/serve'
import { createSessionKeys } from '../shared/accounts/session-keys'
import { createSessions } from '../shared/accounts/sessions'
import { createTokens } from '../shared/accounts/tokens'
import { createUsers } from '../shared/accounts/users'
import { createWechatParts } from '../shared/wechat/wechat-parts'
import { createBindPhone } from './bind-phone'
import { createDecryptOpenData } from './decrypt-open-data'
import { createEraseUser } from './erase-user'
import { createGetUser } from './get-user'
import { createSaveProfile } from './save-profile'

const clock = () => new Date()

export const { main_handler, listen } = serve(
  ['wechat', 'database', 'tokens', 'sessions'],
  (config) => {
    const database = createDatabase(config.database)
    const users = createUsers(database, config.sessions)
    const sessionKeys = createSessionKeys(database, config.sessions)
    const { wechatUsers } = createWechatParts(config.wechat, clock)
    return {
      operations: {
        getUser: createGetUser(users),
        eraseUser: createEraseUser(users),
        saveProfile: createSaveProfile(users),
        bindPhone: createBindPhone(users, wechatUsers),
        decryptOpenData: createDecryptOpenData(sessionKeys, clock)
      },
      authenticate: createAuthenticate(
        createTokens(config.tokens, clock),
        createSessions(database, clock)
      ),
      database
    }
  }
)

if (require.main === module) listen()
