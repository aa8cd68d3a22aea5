import type { Deadline } from '../core/deadline'
import type { WechatApps } from './wechat-apps'
import { isText, wechatFailure } from './wechat-errors'
import type { AskWechat } from './wechat-http'

/** Who WeChat says the code belongs to. */
export interface Identity {
  openid: string
  sessionKey: string
  /** Only for accounts bound to an Open Platform account, and not always then. */
  unionid?: string
}

export interface Wechat {
  /**
   * Asks WeChat whose code this is. Sends it once, whatever happens: WeChat counts a code as used
   * even when its answer is lost. (One exception: decision 0003.) Needs no access token. Throws
   * Failure with the contract's code.
   * @see
   * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session.html
   */
  codeToSession(appId: string, code: string, deadline: Deadline): Promise<Identity>
}

export const SESSION_KEY = /^[A-Za-z0-9+/]{22}==$/

export function createWechat(ask: AskWechat, apps: WechatApps): Wechat {
  return {
    async codeToSession(appId, code, deadline) {
      const common = { appid: appId, js_code: code, grant_type: 'authorization_code' }
      const path = '/sns/jscode2session'
      const answer = await apps.withSecret(appId, (secret) =>
        ask({ path, query: { ...common, secret } }, deadline)
      )
      const { openid, session_key: sessionKey, unionid } = answer
      // success has no errcode; a mini-program's openid is letters, digits, - and _
      if (!isText(openid, /^[\w-]{6,64}$/) || !isText(sessionKey, SESSION_KEY))
        throw wechatFailure(answer)
      return { openid, sessionKey, ...(isText(unionid, /^[\w-]{6,64}$/) && { unionid }) }
    }
  }
}
