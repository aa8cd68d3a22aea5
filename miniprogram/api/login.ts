import { type Client } from './client'
import { deviceName } from './device-name'
import { AppFailure } from './failure'
import { takeLoginCode } from './login-code'
import { type CallReply } from './reply'

const LOGIN_CODE_MS = 10_000
const LONGEST_PAUSE_MS = 5_000

export interface LoginOptions {
  /** For `wx.login` alone. */
  loginTimeoutMs?: number
  /** When the server asks for a longer pause, trying again is left to the user. */
  longestPauseMs?: number
}

/**
 * One login with one fresh code, which is sent a second time only where the server says that it is
 * still good.
 *
 * @param checkWanted is called before the code is sent, and throws where the login is not wanted
 *   any more
 */
export async function logInOnce(
  client: Client,
  checkWanted: () => void,
  { loginTimeoutMs = LOGIN_CODE_MS, longestPauseMs = LONGEST_PAUSE_MS }: LoginOptions
): Promise<CallReply<'login'>> {
  const code = await takeLoginCode(loginTimeoutMs)
  checkWanted()
  try {
    return await send(client, code)
  } catch (error) {
    const pauseMs = pauseBeforeSameCode(error)
    if (pauseMs === undefined || pauseMs > longestPauseMs) throw error
    await new Promise<void>((resolve) => setTimeout(resolve, pauseMs))
    checkWanted()
    return send(client, code)
  }
}

function send(client: Client, code: string): Promise<CallReply<'login'>> {
  const device = deviceName()
  return client.call('login', { code, ...(device && { device }) })
}

function pauseBeforeSameCode(error: unknown): number | undefined {
  const isSameCode = error instanceof AppFailure && error.retry === 'sameCode'
  return isSameCode ? error.retryAfterSeconds * 1000 : undefined
}
