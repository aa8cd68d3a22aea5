import { type CallReply } from './reply'
import { type StoredToken } from './token-store'

/** What more than one state may have. */
interface Common {
  /** What calls send meanwhile. */
  token?: StoredToken
  /** Brings the next token; a call that has none waits for it. */
  login?: Promise<CallReply<'login'>>
  renewal?: Promise<void>
}

/** The session ends by the user's wish, as soon as a login or a renewal under way is done. */
export interface Ending extends Common {
  name: 'loggingOut' | 'erasing'
  ended: Promise<void>
}

/** What this phone has of a session. */
export type SessionState =
  | Ending
  | (Common & { name: 'absent'; token?: undefined })
  | (Common & { name: 'held'; token: StoredToken })
  | (Common & { name: 'renewing'; token: StoredToken; renewal: Promise<void> })
  | (Common & { name: 'loggingIn'; login: Promise<CallReply<'login'>> })

/**
 * Ends the session on the server; throws where the server has not confirmed it.
 *
 * @param token undefined where there is no session to end
 * @param isCurrent false once forget() or a later login has taken the session's place
 */
export type EndOnServer = (token: string | undefined, isCurrent: () => boolean) => Promise<void>

/** The state with nothing under way. */
export function atRest(token: StoredToken | undefined): SessionState {
  return token ? { name: 'held', token } : { name: 'absent' }
}

export function isEnding(state: SessionState): state is Ending {
  return state.name === 'loggingOut' || state.name === 'erasing'
}
