import { tokens } from '../shared/accounts/tokens'
import { viewSession } from '../shared/accounts/view-session'
import { operation } from '../shared/http/operation'
import { wechatApps } from '../shared/wechat/wechat-apps'
import { exchangeCode } from './exchange-code'

/** POST /login: exchanges a code of wx.login for a session token. */
export const login = operation(
  'login',
  { wechatApps, exchangeCode, tokens },
  async (call, { wechatApps, exchangeCode, tokens }) => {
    const { code, device } = call.body
    const appId = wechatApps.choose(call.body.appId)
    const { remoteAddress } = call
    const session = await exchangeCode(code, { appId, device, remoteAddress }, call)
    // only now: there is no token without its row
    const token = tokens.sign(session)
    return { token, expiresAt: session.expiresAt.toISOString(), session: viewSession(session) }
  }
)
