import { createHmac } from 'node:crypto'
import type { AccessTokens } from './access-tokens'
import type { Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { SESSION_KEY } from './wechat'
import { errcodeOf, isText, wechatFailure } from './wechat-errors'
import type { AskWechat, WechatAnswer } from './wechat-http'

/** Whom a call is about: one user of one mini-program. */
export interface WechatUser {
  appId: string
  openid: string
}

export interface UserKey {
  version: number
  encryptKey: string
  iv: string
  expiresInSeconds: number
}

/** WeChat's APIs about a user. All throw Failure; all need an access token. */
export interface WechatUsers {
  /**
   * The number behind a phone button's code, as `+86 13800138000`. WeChat refuses a code that was
   * made for another openid.
   * @see
   * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/phone-number/api_getphonenumber.html
   */
  phoneNumber(user: WechatUser, code: string, deadline: Deadline): Promise<string>
  /** Whether WeChat still knows this session_key as the user's. */
  checkSessionKey(user: WechatUser, sessionKey: string, deadline: Deadline): Promise<boolean>
  /** Replaces the session_key. Throws SESSION_KEY_STALE when it is not the user's any more. */
  resetSessionKey(user: WechatUser, sessionKey: string, deadline: Deadline): Promise<string>
  /**
   * The keys of wx.getUserCryptoManager(), newest first, for functions of your own that take
   * encrypted requests.
   */
  userKeys(user: WechatUser, sessionKey: string, deadline: Deadline): Promise<UserKey[]>
}

const PHONE_CODE_REFUSED = {
  40003: 'PHONE_CODE_INVALID',
  40029: 'PHONE_CODE_INVALID',
  40163: 'PHONE_CODE_INVALID'
} as const
const BAD_SIGNATURE = 87009

/** WeChat's proof of a session_key: its base64 text is the HMAC's key. */
export function signWith(sessionKey: string, data = ''): string {
  return createHmac('sha256', sessionKey).update(data).digest('hex')
}

export function createWechatUsers(ask: AskWechat, tokens: AccessTokens): WechatUsers {
  /** These want all parameters in the query, whatever their pages say of a body. */
  function askSigned(path: string, user: WechatUser, sessionKey: string, deadline: Deadline) {
    const query = {
      openid: user.openid,
      signature: signWith(sessionKey),
      sig_method: 'hmac_sha256'
    }
    return tokens.withToken(user.appId, deadline, (access_token) =>
      ask({ path, query: { access_token, ...query } }, deadline)
    )
  }

  return {
    async phoneNumber({ appId, openid }, code, deadline) {
      const path = '/wxa/business/getuserphonenumber'
      const answer = await tokens.withToken(appId, deadline, (access_token) =>
        ask({ path, query: { access_token }, body: { code, openid } }, deadline)
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
      if (isText(answer.session_key, SESSION_KEY)) return answer.session_key
      throw wechatFailure(answer)
    },

    async userKeys(user, sessionKey, deadline) {
      const path = '/wxa/business/getuserencryptkey'
      const answer = await askSigned(path, user, sessionKey, deadline)
      if (!Array.isArray(answer.key_info_list)) throw wechatFailure(answer)
      return (answer.key_info_list as WechatAnswer[]).map((key) => ({
        version: Number(key.version),
        encryptKey: String(key.encrypt_key),
        iv: String(key.iv),
        expiresInSeconds: Number(key.expire_in)
      }))
    }
  }
}

function readPhone(answer: WechatAnswer): string {
  const { purePhoneNumber, countryCode } = (answer.phone_info ?? {}) as WechatAnswer
  // WeChat's own example has the country code as a number
  const country = String(countryCode)
  if (isText(purePhoneNumber, /^\d{4,20}$/) && /^\d{1,4}$/.test(country))
    return `+${country} ${purePhoneNumber}`
  throw new Failure('WECHAT_BAD_ANSWER', { detail: { reason: 'no phone number' } })
}
