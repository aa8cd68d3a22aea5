import { sessions } from '../shared/accounts/sessions'
import { tokens } from '../shared/accounts/tokens'
import { viewSession } from '../shared/accounts/view-session'
import { operation } from '../shared/http/operation'
import { part } from '../shared/parts/part'
import { sessionSettings } from '../shared/settings/sections'

const tokenSeconds = part({
  settings: sessionSettings,
  needs: {},
  make: (_parts, settings) => settings.tokenSeconds
})

/** POST /session/renewal: a new token, valid at most until the session's own end. */
export const renewSession = operation(
  'renewSession',
  { sessions, tokens, tokenSeconds },
  async ({ session, deadline }, { sessions, tokens, tokenSeconds }) => {
    const wanted = session.readAt.getTime() + tokenSeconds * 1000
    const expiresAt = new Date(Math.min(wanted, session.endsAt.getTime()))
    await sessions.extend(session.id, expiresAt, deadline)
    const renewed = { ...session, expiresAt, lastSeenAt: session.readAt }
    const token = tokens.sign(renewed)
    return { token, expiresAt: expiresAt.toISOString(), session: viewSession(renewed) }
  }
)
