import { type Client } from './client'
import { loggedOut } from './failure'
import { logInOnce, type LoginOptions } from './login'
import { type CallReply } from './reply'
import { atRest, type Ending, type EndOnServer, isEnding, type SessionState } from './session-state'
import { isDueForRenewal, readToken, type StoredToken, type TokenStore } from './token-store'

/** The least time from the start of one renewal to the next, however it went. */
const RENEWAL_PAUSE_MS = 60_000

/**
 * The session on this phone, and all the ways in which it changes:
 *
 *     absent, held, renewing, loggingOut  -- logIn() -->         loggingIn
 *     held                                -- renewWhenDue() -->  renewing
 *     held, renewing                      -- replaceToken() -->  loggingIn
 *     loggingIn, renewing                 -- done or failed -->  held or absent
 *     any but an ending                   -- end() -->           loggingOut or erasing
 *     loggingOut, erasing                 -- done or failed -->  absent or held
 *     any                                 -- forget() -->        absent
 *
 * Work that finishes after its state was left changes nothing: its token is discarded.
 */
export function createSessionMachine(client: Client, store: TokenStore, options: LoginOptions) {
  let state: SessionState = atRest(store.read())
  let renewNotBeforeMs = 0

  /** The only place where the state changes. Storage follows its token. */
  function enter(next: SessionState): void {
    if (next.token !== state.token) store.save(next.token)
    state = next
  }

  /** Callers at the same time share one login. */
  function logIn(): Promise<CallReply<'login'>> {
    if (state.name === 'loggingIn') return state.login
    // A logout whose request is on its way ends the session of its own token: no need to wait.
    const isOnItsWay = state.name === 'loggingOut' && !state.login && !state.renewal
    if (isEnding(state) && !isOnItsWay) return settled(state.ended).then(logIn)
    return startLogin()
  }

  function startLogin(): Promise<CallReply<'login'>> {
    const checkWanted = () => {
      if (state.login !== login) throw loggedOut('forgotten during its login')
    }
    const run = async () => {
      try {
        const reply = await logInOnce(client, checkWanted, options)
        checkWanted()
        proceedWith(readToken(reply))
        return reply
      } catch (error) {
        if (state.login === login) proceedWith(state.token)
        throw error
      }
    }
    const login = run()
    // An erasure whose token was refused logs in without leaving its state.
    if (state.name === 'erasing') enter({ ...state, login })
    else enter({ name: 'loggingIn', token: state.token, login })
    return login
  }

  /** After a login or a renewal; an ending that waited for it ends the session of its token. */
  function proceedWith(token: StoredToken | undefined): void {
    enter(isEnding(state) ? { ...state, token } : atRest(token))
  }

  /** Trades a token near its end for a later one, without `wx.login`; calls do not wait. */
  function renewWhenDue(): void {
    if (state.name !== 'held' || !isDueForRenewal(state.token)) return
    if (Date.now() < renewNotBeforeMs) return
    renewNotBeforeMs = Date.now() + RENEWAL_PAUSE_MS
    const { token } = state
    const renewal: Promise<void> = client
      .call('renewSession', undefined, token.token)
      .then(readToken)
      // The old token stays good until it expires; the failure is in the call log.
      .catch(() => state.token)
      .then((renewed) => {
        if (state.renewal === renewal) proceedWith(renewed)
      })
    enter({ name: 'renewing', token, renewal })
  }

  /**
   * The token to use in place of a refused one; undefined where there is none.
   * Refusals arrive late and in groups: only the first one for a token starts a login.
   */
  async function replaceToken(refused: string): Promise<string | undefined> {
    const { token, login } = state
    if (token?.token !== refused && !login) return token?.token
    drop(refused)
    // The user may have been erased, as they asked: a login would create them again.
    if (token?.token === refused && token.erasing) return undefined
    const reply = await (login ?? startLogin())
    return reply.result.token
  }

  /** Drops this token, and leaves any later one alone. */
  function drop(token: string): void {
    if (state.token?.token !== token) return
    if (state.name === 'loggingIn' || isEnding(state)) enter({ ...state, token: undefined })
    else enter({ name: 'absent' })
  }

  /** Ends the session after what is under way; an ending of the same kind is shared. */
  function end(name: Ending['name'], endOnServer: EndOnServer): Promise<void> {
    const before = state
    if (isEnding(before)) {
      if (before.name === name) return before.ended
      return settled(before.ended).then(() => end(name, endOnServer))
    }
    const isCurrent = () => isEnding(state) && state.ended === ended
    const run = async () => {
      await settled(before.login ?? before.renewal)
      const token = isCurrent() ? state.token?.token : undefined
      // From here on nothing is waited for, and a login may overtake a logout.
      if (isCurrent()) enter({ name, token: state.token, ended })
      try {
        await endOnServer(token, isCurrent)
      } catch (error) {
        if (isCurrent()) enter(atRest(state.token))
        throw error
      }
      if (isCurrent()) enter({ name: 'absent' })
      else if (token) drop(token)
    }
    const ended = run()
    enter({ ...before, name, ended })
    return ended
  }

  /** Notes on this token whether its user is being erased. */
  function markErasing(token: string, erasing: boolean): void {
    if (state.name !== 'erasing' || state.token?.token !== token) return
    enter({ ...state, token: { ...state.token, erasing } })
  }

  const forget = () => enter({ name: 'absent' })

  return { state: () => state, logIn, renewWhenDue, replaceToken, drop, end, markErasing, forget }
}

/** Resolves when a job is done, however it went. */
async function settled(job: Promise<unknown> | undefined): Promise<void> {
  await job?.catch(() => undefined)
}
