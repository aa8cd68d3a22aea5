import type { Operation } from '../shared/http/serve'
import type { Tokens } from '../shared/accounts/tokens'
import { viewSession } from '../shared/accounts/view-session'
import type { WechatApps } from '../shared/wechat/wechat-apps'
import type { Enter } from './enter'

export interface LoginParts {
  apps: WechatApps
  enter: Enter
  tokens: Tokens
}

/** POST /login: a code of wx.login for a session token. */
export function createLogin({ apps, enter, tokens }: LoginParts): Operation<'login'> {
  return async (call) => {
    const { code, device } = call.body
    const appId = apps.choose(call.body.appId)
    const { remoteAddress } = call
    const session = await enter(code, { appId, device, remoteAddress }, call)
    // only now: no token without its row
    const token = tokens.sign(session)
    return { token, expiresAt: session.expiresAt.toISOString(), session: viewSession(session) }
  }
}
