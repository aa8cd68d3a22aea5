import { createDatabase } from '../shared/database/database'
import { createLogins } from '../shared/accounts/logins'
import { serve } from '../shared/http/serve'
import { createTokens } from '../shared/accounts/tokens'
import { createUsers } from '../shared/accounts/users'
import { createWechatParts } from '../shared/wechat/wechat-parts'
import { createEnter } from './enter'
import { createLogin } from './login'
import { createWaferLogin } from './wafer-login'

const clock = () => new Date()

export const { main_handler, listen } = serve(
  ['wechat', 'database', 'tokens', 'sessions'],
  (config) => {
    const database = createDatabase(config.database)
    const { apps, wechat } = createWechatParts(config.wechat, clock)
    const logins = createLogins(database, config.sessions, clock)
    const tokens = createTokens(config.tokens, clock)
    const users = createUsers(database, config.sessions)
    const enter = createEnter({ database, wechat, logins })
    return {
      operations: {
        login: createLogin({ apps, enter, tokens }),
        waferLogin: createWaferLogin({ apps, enter, tokens, users, clock })
      },
      database
    }
  }
)

if (require.main === module) listen()
