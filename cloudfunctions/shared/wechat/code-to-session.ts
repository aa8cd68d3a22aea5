import { type Deadline } from '../core/deadline'
import { part } from '../parts/part'
import { errcodeOf, isText, SESSION_KEY, wechatFailure } from './wechat-answers'
import { wechatApps } from './wechat-apps'
import { askWechat } from './wechat-http'

/** The user that a code was issued for. */
export interface Identity {
  openid: string
  sessionKey: string
  /** Only for apps bound to an Open Platform account, and not always then. */
  unionid?: string
}

/**
 * Asks WeChat whose code this is. Sends it once, whatever happens: WeChat counts a code as used
 * even when its answer is lost. (One exception: decision 0003.) Needs no access token. Throws
 * Failure with the contract's code.
 * @see
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session.html
 */
type CodeToSession = (appId: string, code: string, deadline: Deadline) => Promise<Identity>

/** Of the code: no other API has one, whatever it answers. */
const CODE_REFUSED = {
  40029: 'CODE_INVALID',
  40163: 'CODE_USED',
  40226: 'USER_BLOCKED'
} as const

export const codeToSession = part({
  needs: { askWechat, wechatApps },
  make({ askWechat, wechatApps }): CodeToSession {
    return async (appId, code, deadline) => {
      const common = { appid: appId, js_code: code, grant_type: 'authorization_code' }
      const path = '/sns/jscode2session'
      const answer = await wechatApps.withSecret(appId, (secret) =>
        askWechat({ path, query: { ...common, secret } }, deadline)
      )
      const { openid, session_key: sessionKey, unionid } = answer
      // success has errcode 0 or none; with any other, the rest of the answer does not count
      if (errcodeOf(answer) !== 0) throw wechatFailure(answer, CODE_REFUSED)
      // a mini-program's openid is letters, digits, - and _
      if (!isText(openid, /^[\w-]{6,64}$/) || !isText(sessionKey, SESSION_KEY))
        throw wechatFailure(answer)
      return { openid, sessionKey, ...(isText(unionid, /^[\w-]{6,64}$/) && { unionid }) }
    }
  }
})
