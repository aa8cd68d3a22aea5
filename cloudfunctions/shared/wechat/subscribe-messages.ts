import { type Deadline } from '../core/deadline'
import { part } from '../parts/part'
import { accessTokens } from './access-tokens'
import { errcodeOf, wechatFailure } from './wechat-answers'
import { askWechat } from './wechat-http'
import { type WechatUser } from './wechat-users'

export interface SubscribeMessage {
  templateId: string
  /** By the template's own names: `{ thing1: 'Your order is on its way' }`. */
  data: Record<string, string>
  /** Opened by a tap; without a leading slash. */
  page?: string
}

interface SubscribeMessages {
  /**
   * Sends a message that the user has accepted; false where they have not, or not any more, which is
   * nobody's fault. Throws Failure.
   * @see
   * https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_sendmessage.html
   */
  send(user: WechatUser, message: SubscribeMessage, deadline: Deadline): Promise<boolean>
}

/** Never accepted, used up or refused in WeChat's settings; banned. */
const NOT_ACCEPTED = [43101, 43107]

export const subscribeMessages = part({
  needs: { askWechat, accessTokens },
  make: ({ askWechat, accessTokens }): SubscribeMessages => ({
    async send({ appId, openid }, { templateId, data, page }, deadline) {
      const path = '/cgi-bin/message/subscribe/send'
      const values = Object.entries(data).map(([name, value]) => [name, { value }] as const)
      const body = {
        touser: openid,
        template_id: templateId,
        data: Object.fromEntries(values),
        ...(page !== undefined && { page })
      }
      const answer = await accessTokens.withToken(appId, deadline, (access_token) =>
        askWechat({ path, query: { access_token }, body }, deadline)
      )
      const errcode = errcodeOf(answer)
      if (errcode === 0 || NOT_ACCEPTED.includes(errcode)) return errcode === 0
      throw wechatFailure(answer)
    }
  })
})
