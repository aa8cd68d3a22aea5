import type { Client, Reply } from './client'
import { Failure } from './failure'
import { deviceName } from './device-name'
import { takeLoginCode } from './login-code'

export interface LoginOptions {
  /** For `wx.login` alone. */
  loginTimeoutMs?: number
  /** A server that asks for a longer pause is not tried again without the user. */
  longestPauseMs?: number
}

/** One login with one fresh code, sent a second time only where the server says that the code is still good. */
export async function logInOnce(
  client: Client,
  { loginTimeoutMs = 10000, longestPauseMs = 5000 }: LoginOptions
): Promise<Reply<'login'>> {
  const code = await takeLoginCode(loginTimeoutMs)
  try {
    return await send(client, code)
  } catch (error) {
    const pauseMs = pauseBeforeSameCode(error)
    if (pauseMs === undefined || pauseMs > longestPauseMs) throw error
    await new Promise<void>((resolve) => setTimeout(resolve, pauseMs))
    return send(client, code)
  }
}

function send(client: Client, code: string): Promise<Reply<'login'>> {
  const device = deviceName()
  return client.call('login', { code, ...(device && { device }) })
}

function pauseBeforeSameCode(error: unknown): number | undefined {
  const sameCode = error instanceof Failure && error.retry === 'sameCode'
  return sameCode ? error.retryAfterSeconds * 1000 : undefined
}
