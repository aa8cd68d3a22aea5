import { AppFailure } from './failure'
import { within } from './within'

/** A fresh code of `wx.login`. Fails with WX_LOGIN_FAILED or WX_LOGIN_TIMEOUT. */
export function takeLoginCode(timeoutMs: number): Promise<string> {
  const late = () =>
    new AppFailure('WX_LOGIN_TIMEOUT', { message: `wx.login returned no code in ${timeoutMs} ms` })
  return within<string>(timeoutMs, late, (resolve, reject) => {
    const refuse = (message: string) => reject(new AppFailure('WX_LOGIN_FAILED', { message }))
    wx.login({
      timeout: timeoutMs,
      success: ({ code, errMsg }) => (code ? resolve(code) : refuse(errMsg)),
      fail: ({ errMsg }) => refuse(errMsg)
    })
  })
}
