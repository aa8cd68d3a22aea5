import { createAuthenticate } from '../shared/authenticate'
import { createDatabase } from '../shared/database'
import { serve } from '../shared/serve'
import { createSessionKeys } from '../shared/session-keys'
import { createSessions } from '../shared/sessions'
import { createTokens } from '../shared/tokens'
import { createUsers } from '../shared/users'
import { createWechatParts } from '../shared/wechat-parts'
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
