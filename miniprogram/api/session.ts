import type { Client, Reply } from './client'
import type { OperationId } from './contract'
import { Failure } from './failure'
import type { Input } from './input'
import { logInOnce } from './login'
import type { LoginOptions } from './login'
import { createRenewal } from './renewal'
import { createSingleFlight } from './single-flight'
import { createTokenStore, readToken } from './token-store'

/** Nothing, or the input that the contract wants. */
export type Arguments<O extends OperationId> = Input<O> extends undefined ? [] : [Input<O>]

export interface Session {
  /** Whether this phone holds a token, or a login is under way; only the server knows whether it is still good. */
  hasToken(): boolean
  /** Callers at the same time share one login. */
  logIn(): Promise<Reply<'login'>>
  /**
   * Calls an operation as the logged-in user. A token near its end is renewed meanwhile, a dead one by one silent
   * login; a call that comes during that login waits for it. Without a token it fails with LOGGED_OUT and asks nobody:
   * who logged out is not logged in again behind their back.
   */
  call<O extends OperationId>(operationId: O, ...args: Arguments<O>): Promise<Reply<O>>
  /** Ends the session on the server. The token stays unless the server says that the session is over. */
  logOut(): Promise<void>
  /** Erases the user on the server, and then the token. */
  erase(): Promise<void>
  /** Removes the token, and that of a login under way, and asks nobody: what they were good for is gone. */
  forget(): void
}

export interface SessionOptions extends LoginOptions {
  client: Client
  storageKey: string
}

/** The user's session with the gateway, over `client`, with its token in the phone's storage. */
export function createSession({ client, storageKey, ...loginOptions }: SessionOptions): Session {
  const tokens = createTokenStore(storageKey)
  const renewal = createRenewal(client, tokens)
  const login = createSingleFlight(async () => {
    const reply = await logInOnce(client, loginOptions)
    tokens.write(readToken(reply))
    return reply
  })
  const ending = createSingleFlight(endStoredSession)

  async function call<O extends OperationId>(operationId: O, ...args: Arguments<O>) {
    const input = args[0] as Input<O>
    const token = tokens.read()?.token ?? (await login.underWay())?.result.token
    if (!token) throw new Failure('LOGGED_OUT', { message: `${operationId} needs a login` })
    if (!ending.underWay()) renewal.beginWhenDue()
    try {
      return await client.call(operationId, input, token)
    } catch (error) {
      if (!isTokenRefused(error) || ending.underWay()) throw error
      const renewed = await tokenAfter(token)
      if (!renewed) throw error
      return callWithLastToken(operationId, input, renewed)
    }
  }

  // Refused tokens arrive late and in groups: only the first of a group may start a login.
  async function tokenAfter(refused: string): Promise<string | undefined> {
    const stored = tokens.read()?.token
    if (stored !== refused && !login.underWay()) return stored
    tokens.remove(refused)
    return (await login.run()).result.token
  }

  async function callWithLastToken<O extends OperationId>(
    operationId: O,
    input: Input<O>,
    token: string
  ) {
    try {
      return await client.call(operationId, input, token)
    } catch (error) {
      if (isTokenRefused(error)) tokens.remove(token)
      throw error
    }
  }

  async function endStoredSession(): Promise<void> {
    // A login or a renewal under way would store its token after this one is gone.
    await login.underWay()?.catch(() => undefined)
    await renewal.underWay()
    const token = tokens.read()?.token
    if (!token) return
    try {
      await client.call('endSession', undefined, token)
    } catch (error) {
      if (!isTokenRefused(error)) throw error
    }
    tokens.remove(token)
  }

  return {
    hasToken: () => tokens.read() !== undefined || login.underWay() !== undefined,
    logIn: login.run,
    call,
    logOut: ending.run,
    async erase() {
      await call('eraseUser')
      tokens.clear()
    },
    forget() {
      tokens.clear()
      void login.underWay()?.then(tokens.clear, () => undefined)
    }
  }
}

function isTokenRefused(error: unknown): boolean {
  return error instanceof Failure && error.code === 'UNAUTHENTICATED'
}
