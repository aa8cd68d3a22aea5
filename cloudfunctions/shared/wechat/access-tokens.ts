import type { Deadline } from '../core/deadline'
import type { WechatApps } from './wechat-apps'
import { errcodeOf, isText, wechatFailure } from './wechat-errors'
import type { AskWechat, WechatAnswer } from './wechat-http'

export interface AccessTokens {
  /**
   * Asks an API that wants an access token. When WeChat says that the token is no longer one, it
   * has not looked at the question: a new token is fetched and the question asked again, once.
   */
  withToken(
    appId: string,
    deadline: Deadline,
    ask: (accessToken: string) => Promise<WechatAnswer>
  ): Promise<WechatAnswer>
}

interface AccessToken {
  value: string
  renewAt: number
  endsAt: number
}

/** WeChat has the next token ready this long before one ends; both work meanwhile. */
const OVERLAP_MS = 5 * 60_000
const TOKEN_IS_OVER = [40001, 42001]

/**
 * Access tokens, kept by each instance, one request for them at a time. Instances need not agree:
 * stable_token gives all of them the same token, and asking for it ends nobody's.
 * @see
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-access-token/api_getstableaccesstoken.html
 */
export function createAccessTokens(
  ask: AskWechat,
  apps: WechatApps,
  clock: () => Date
): AccessTokens {
  const kept = new Map<string, AccessToken>()
  const underWay = new Map<string, Promise<AccessToken>>()

  async function fetchToken(appId: string, deadline: Deadline): Promise<AccessToken> {
    const answer = await apps.withSecret(appId, (secret) => {
      const body = { grant_type: 'client_credential', appid: appId, secret }
      return ask({ path: '/cgi-bin/stable_token', query: {}, body }, deadline)
    })
    const { access_token: value, expires_in: seconds } = answer
    if (!isText(value, /^[!-~]{16,1024}$/) || typeof seconds !== 'number')
      throw wechatFailure(answer)
    const endsAt = clock().getTime() + seconds * 1000
    const token = { value, renewAt: endsAt - OVERLAP_MS, endsAt }
    kept.set(appId, token)
    return token
  }

  function refresh(appId: string, deadline: Deadline): Promise<AccessToken> {
    const running = underWay.get(appId)
    if (running) return running
    const fetching = fetchToken(appId, deadline).finally(() => underWay.delete(appId))
    underWay.set(appId, fetching)
    return fetching
  }

  async function tokenOf(appId: string, deadline: Deadline): Promise<string> {
    const token = kept.get(appId)
    const now = clock().getTime()
    if (token && now < token.renewAt) return token.value
    const renewed = refresh(appId, deadline)
    if (!token || now >= token.endsAt) return (await renewed).value
    // the old one is still good: no call has to fail because the new one is late
    return renewed.then(
      ({ value }) => value,
      () => token.value
    )
  }

  return {
    async withToken(appId, deadline, askApi) {
      const accessToken = await tokenOf(appId, deadline)
      const answer = await askApi(accessToken)
      if (!TOKEN_IS_OVER.includes(errcodeOf(answer))) return answer
      if (kept.get(appId)?.value === accessToken) kept.delete(appId)
      return askApi(await tokenOf(appId, deadline))
    }
  }
}
