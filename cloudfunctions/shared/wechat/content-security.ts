import { type Deadline } from '../core/deadline'
import { part } from '../parts/part'
import { accessTokens } from './access-tokens'
import { errcodeOf, isText, wechatFailure } from './wechat-answers'
import { askWechat, type WechatAnswer } from './wechat-http'
import { type WechatUser } from './wechat-users'

export type Suggestion = 'pass' | 'review' | 'risky'

/** WeChat's opinion on what users publish. Both throw Failure; both use an access token. */
interface ContentSecurity {
  /**
   * Judges a nickname. WeChat refuses to for a user who has not visited within two hours.
   * @see
   * https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_msgseccheck.html
   */
  judgeNickname(user: WechatUser, nickname: string, deadline: Deadline): Promise<Suggestion>
  /**
   * Has a picture judged, which WeChat downloads. The verdict is pushed within half an hour, as
   * wxa_media_check with the trace_id that is returned.
   * @see
   * https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync.html
   */
  submitPicture(user: WechatUser, address: string, deadline: Deadline): Promise<string>
}

const VERSION = 2
const PROFILE_SCENE = 1
const PICTURE = 2

export const contentSecurity = part({
  needs: { askWechat, accessTokens },
  make({ askWechat, accessTokens }): ContentSecurity {
    async function ask(
      path: string,
      { appId, openid }: WechatUser,
      body: object,
      deadline: Deadline
    ): Promise<WechatAnswer> {
      const whole = { ...body, version: VERSION, scene: PROFILE_SCENE, openid }
      const answer = await accessTokens.withToken(appId, deadline, (access_token) =>
        askWechat({ path, query: { access_token }, body: whole, idempotent: true }, deadline)
      )
      if (errcodeOf(answer) !== 0) throw wechatFailure(answer)
      return answer
    }

    return {
      async judgeNickname(user, nickname, deadline) {
        const body = { content: nickname, nickname }
        const answer = await ask('/wxa/msg_sec_check', user, body, deadline)
        const { suggest } = (answer.result ?? {}) as WechatAnswer
        if (isText(suggest, /^(pass|review|risky)$/)) return suggest as Suggestion
        throw wechatFailure(answer)
      },
      async submitPicture(user, address, deadline) {
        const body = { media_url: address, media_type: PICTURE }
        const answer = await ask('/wxa/media_check_async', user, body, deadline)
        if (isText(answer.trace_id, /^[!-~]{1,128}$/)) return answer.trace_id
        throw wechatFailure(answer)
      }
    }
  }
})
