import { type Client } from './client'
import { type OperationId } from './contract'
import { AppFailure, isTokenRefused, loggedOut } from './failure'
import { type Arguments, type Input } from './input'
import { type LoginOptions } from './login'
import { type CallReply } from './reply'
import { createSessionMachine } from './session-machine'
import { isEnding } from './session-state'
import { createTokenStore } from './token-store'

export interface UserSession {
  /** Whether this phone holds a token or is logging in; only the server knows if it is valid. */
  hasToken(): boolean
  /** Callers at the same time share one login. */
  logIn(): Promise<CallReply<'login'>>
  /**
   * Calls an operation as the logged-in user. A token near its end is renewed alongside; an expired
   * one is replaced by one silent login, and the call repeated. A call made during a login waits
   * for it. Without a token it fails with LOGGED_OUT, without a network call: a user who logged
   * out is not logged in again behind their back. A public operation takes no token, and one whose
   * security is optional does without.
   */
  call<O extends OperationId>(operationId: O, ...args: Arguments<O>): Promise<CallReply<O>>
  /** Ends the session on the server. The token is kept unless the server says that it has ended. */
  logOut(): Promise<void>
  /** Erases the user on the server, and then the token. */
  erase(): Promise<void>
  /**
   * Drops the token, without a network call. What a login, a renewal or an ending under way still
   * brings is discarded.
   */
  forget(): void
}

interface SessionOptions extends LoginOptions {
  client: Client
  storageKey: string
}

/** The user's session with the gateway, over `client`, with its token in the phone's storage. */
export function createSession({ client, storageKey, ...options }: SessionOptions): UserSession {
  const machine = createSessionMachine(client, createTokenStore(storageKey), options)

  async function call<O extends OperationId>(operationId: O, ...args: Arguments<O>) {
    const input = args[0] as Input<O>
    const use = client.tokenUse(operationId)
    if (use === 'never') return client.call(operationId, input)
    const isNeeded = use === 'always'
    const { token: held, login } = machine.state()
    const token = held?.token ?? (await tokenOf(login, isNeeded))
    if (!token && isNeeded) throw loggedOut(`${operationId} needs a login`)
    if (!token) return client.call(operationId, input)
    machine.renewWhenDue()
    try {
      return await client.call(operationId, input, token)
    } catch (error) {
      if (!isTokenRefused(error) || isEnding(machine.state())) throw error
      const replacing = machine.replaceToken(token)
      const replacement = await (isNeeded ? replacing : replacing.catch(() => undefined))
      if (replacement) return repeat(operationId, input, replacement)
      if (isNeeded) throw error
      return client.call(operationId, input)
    }
  }

  async function repeat<O extends OperationId>(operationId: O, input: Input<O>, token: string) {
    try {
      return await client.call(operationId, input, token)
    } catch (error) {
      if (isTokenRefused(error)) machine.drop(token)
      throw error
    }
  }

  async function endSession(token: string | undefined): Promise<void> {
    if (!token) return
    try {
      await client.call('endSession', undefined, token)
    } catch (error) {
      if (!isTokenRefused(error)) throw error
    }
  }

  async function eraseUser(token: string | undefined, isCurrent: () => boolean): Promise<void> {
    if (!token) throw loggedOut('eraseUser needs a login')
    try {
      await eraseWith(token)
    } catch (error) {
      if (!isTokenRefused(error) || !isCurrent()) throw error
      const replacement = await machine.replaceToken(token)
      if (!replacement) throw error
      await eraseWith(replacement)
    }
  }

  /** Where no answer comes, the user may be gone; then a silent login must not create a new one. */
  async function eraseWith(token: string): Promise<void> {
    machine.markErasing(token, true)
    try {
      await client.call('eraseUser', undefined, token)
    } catch (error) {
      if (isRejected(error)) machine.markErasing(token, false)
      throw error
    }
  }

  return {
    hasToken() {
      const { token, login } = machine.state()
      return Boolean(token ?? login)
    },
    logIn: machine.logIn,
    call,
    logOut: () => machine.end('loggingOut', endSession),
    erase: () => machine.end('erasing', eraseUser),
    forget: machine.forget
  }
}

/** The server has said that it did not do it. */
function isRejected(error: unknown): boolean {
  return error instanceof AppFailure && error.status >= 400 && error.status < 500
}

/** The token that a login under way brings; where it is not needed, the login may fail. */
async function tokenOf(login: Promise<CallReply<'login'>> | undefined, isNeeded: boolean) {
  const reply = await (isNeeded ? login : login?.catch(() => undefined))
  return reply?.result.token
}
