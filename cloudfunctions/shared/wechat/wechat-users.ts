import { createHmac } from 'node:crypto'
import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { part } from '../parts/part'
import { accessTokens } from './access-tokens'
import { errcodeOf, isText, SESSION_KEY, wechatFailure } from './wechat-answers'
import { askWechat, type WechatAnswer } from './wechat-http'

/** One user of one mini-program. */
export interface WechatUser {
  appId: string
  openid: string
}

/** WeChat's APIs about a user. All throw Failure; all use an access token. */
interface WechatUsers {
  /**
   * The number for a phone button's code, as `+86 13800138000`. WeChat refuses a code that was
   * issued for another openid.
   * @see
   * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/phone-number/api_getphonenumber.html
   */
  phoneNumber(user: WechatUser, code: string, deadline: Deadline): Promise<string>
  /** Whether this is still the user's session_key at WeChat. */
  checkSessionKey(user: WechatUser, sessionKey: string, deadline: Deadline): Promise<boolean>
  /** Replaces the session_key. Throws SESSION_KEY_STALE when it is no longer the user's. */
  resetSessionKey(user: WechatUser, sessionKey: string, deadline: Deadline): Promise<string>
}

const PHONE_CODE_REFUSED = {
  40003: 'PHONE_CODE_INVALID',
  40029: 'PHONE_CODE_INVALID',
  40163: 'PHONE_CODE_INVALID'
} as const
const BAD_SIGNATURE = 87009

export const wechatUsers = part({
  needs: { askWechat, accessTokens },
  make({ askWechat, accessTokens }): WechatUsers {
    /** These APIs expect all parameters in the query, although their pages describe a body. */
    function askSigned(path: string, user: WechatUser, sessionKey: string, deadline: Deadline) {
      const signature = createHmac('sha256', sessionKey).update('').digest('hex')
      const signed = { openid: user.openid, signature, sig_method: 'hmac_sha256' }
      return accessTokens.withToken(user.appId, deadline, (access_token) =>
        askWechat({ path, query: { access_token, ...signed } }, deadline)
      )
    }

    return {
      async phoneNumber({ appId, openid }, code, deadline) {
        const path = '/wxa/business/getuserphonenumber'
        const answer = await accessTokens.withToken(appId, deadline, (access_token) =>
          askWechat({ path, query: { access_token }, body: { code, openid } }, deadline)
        )
        if (errcodeOf(answer) !== 0) throw wechatFailure(answer, PHONE_CODE_REFUSED)
        return readPhone(answer)
      },

      async checkSessionKey(user, sessionKey, deadline) {
        const answer = await askSigned('/wxa/checksession', user, sessionKey, deadline)
        const errcode = errcodeOf(answer)
        if (errcode === 0 || errcode === BAD_SIGNATURE) return errcode === 0
        throw wechatFailure(answer)
      },

      async resetSessionKey(user, sessionKey, deadline) {
        const answer = await askSigned('/wxa/resetusersessionkey', user, sessionKey, deadline)
        const isDone = errcodeOf(answer) === 0 && isText(answer.session_key, SESSION_KEY)
        if (isDone) return answer.session_key as string
        throw wechatFailure(answer)
      }
    }
  }
})

function readPhone(answer: WechatAnswer): string {
  const { purePhoneNumber, countryCode } = (answer.phone_info ?? {}) as WechatAnswer
  // the country code is a number in WeChat's own example
  const country = String(countryCode)
  if (isText(purePhoneNumber, /^\d{4,20}$/) && /^\d{1,4}$/.test(country))
    return `+${country} ${purePhoneNumber}`
  throw new Failure('WECHAT_BAD_ANSWER', { detail: { reason: 'no phone number' } })
}
