import type { Client, Reply } from './client'
import type { OperationId } from './contract'
import { createEnding } from './ending'
import { Failure, isTokenRefused } from './failure'
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
  /** Raised when all is forgotten: what a login begun before brings belongs to nobody. */
  let generation = 0
  const login = createSingleFlight(async () => {
    const begunIn = generation
    const reply = await logInOnce(client, loginOptions)
    if (begunIn !== generation) throw loggedOut('forgotten during its login')
    tokens.write(readToken(reply))
    return reply
  })
  const afterLogin = async () => void (await login.underWay()?.catch(() => undefined))
  const ending = createEnding({ client, tokens, renewal, afterLogin, tokenAfter })

  async function logIn() {
    // A log out that waits for the login under way ends what it brings: this one comes after.
    if (login.underWay()) await ending.underWay()?.catch(() => undefined)
    return login.run()
  }

  async function call<O extends OperationId>(operationId: O, ...args: Arguments<O>) {
    const input = args[0] as Input<O>
    const token = tokens.read()?.token ?? (await login.underWay())?.result.token
    if (!token) throw loggedOut(`${operationId} needs a login`)
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
    const stored = tokens.read()
    if (stored?.token !== refused && !login.underWay()) return stored?.token
    tokens.remove(refused)
    // Its user is erased, as it was asked for: a login would make a new one.
    if (stored?.token === refused && stored.erasing) return undefined
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

  return {
    hasToken: () => tokens.read() !== undefined || login.underWay() !== undefined,
    logIn,
    call,
    logOut: ending.logOut,
    erase: ending.erase,
    forget() {
      generation += 1
      login.drop()
      tokens.clear()
    }
  }
}

function loggedOut(message: string): Failure {
  return new Failure('LOGGED_OUT', { message })
}
