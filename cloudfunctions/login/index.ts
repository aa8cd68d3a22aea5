import { readConfig } from '../shared/config'
import { createDatabase } from '../shared/database'
import { serve } from '../shared/serve'
import { createSessions } from '../shared/sessions'
import { createTokens } from '../shared/tokens'
import { createWechat } from '../shared/wechat'
import { createLogin } from './login'

const clock = () => new Date()
const config = readConfig(['wechat', 'database', 'tokens', 'sessions'])
const database = createDatabase(config.database)
const login = createLogin({
  appId: config.wechat.appId,
  database,
  wechat: createWechat(config.wechat),
  sessions: createSessions(database, config.sessions, clock),
  tokens: createTokens(config.tokens, clock)
})

export const { main_handler, listen } = serve({ login })

if (require.main === module) listen()
