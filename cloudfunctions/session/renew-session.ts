import type { Config } from '../shared/settings/config'
import type { Operation } from '../shared/http/serve'
import type { Tokens } from '../shared/accounts/tokens'
import { viewSession } from '../shared/accounts/view-session'
import type { OwnSessions } from './own-sessions'

export interface RenewSessionParts {
  ownSessions: OwnSessions
  tokens: Tokens
  tokenSeconds: Config['sessions']['tokenSeconds']
  clock: () => Date
}

/** POST /session/renewal: more time, as far as the session's own end allows. WeChat is not asked. */
export function createRenewSession(parts: RenewSessionParts): Operation<'renewSession'> {
  const { ownSessions, tokens, tokenSeconds, clock } = parts
  return async ({ session, deadline }) => {
    const now = clock()
    const wished = now.getTime() + tokenSeconds * 1000
    const expiresAt = new Date(Math.min(wished, session.endsAt.getTime()))
    await ownSessions.extend(session.id, expiresAt, deadline)
    const renewed = { ...session, expiresAt, lastSeenAt: now }
    const token = tokens.sign(renewed)
    return { token, expiresAt: expiresAt.toISOString(), session: viewSession(renewed) }
  }
}
