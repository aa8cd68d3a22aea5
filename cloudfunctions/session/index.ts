import { createAuthenticate } from '../shared/authenticate'
import { readConfig } from '../shared/config'
import { createDatabase } from '../shared/database'
import { serve } from '../shared/serve'
import { createSessions } from '../shared/sessions'
import { createTokens } from '../shared/tokens'
import { createEndSession } from './end-session'
import { getSession } from './get-session'

const clock = () => new Date()
const config = readConfig(['database', 'tokens', 'sessions'])
const sessions = createSessions(createDatabase(config.database), config.sessions, clock)

export const { main_handler, listen } = serve(
  { getSession, endSession: createEndSession(sessions) },
  { authenticate: createAuthenticate(createTokens(config.tokens, clock), sessions) }
)

if (require.main === module) listen()
