import { type Deadline } from '../core/deadline'
import { clock } from '../parts/clock'
import { part } from '../parts/part'
import { errcodeOf, isText, wechatFailure } from './wechat-answers'
import { wechatApps } from './wechat-apps'
import { askWechat, type WechatAnswer } from './wechat-http'

interface AccessTokens {
  /**
   * Asks an API that requires an access token. When WeChat refuses the token, it has not looked at
   * the request: a new token is fetched and the request sent again, once.
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
  expiresAt: number
}

/** WeChat issues the next token this long before one expires; both are valid meanwhile. */
const OVERLAP_MS = 5 * 60_000
const TOKEN_REFUSED = [40001, 40014, 42001]

/**
 * Each instance keeps its own tokens and fetches one at a time. Instances need not agree: WeChat's
 * stable_token gives all of them the same token, and a request for it invalidates none.
 * @see
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-access-token/api_getstableaccesstoken.html
 */
export const accessTokens = part({
  needs: { askWechat, wechatApps, clock },
  make({ askWechat, wechatApps, clock }): AccessTokens {
    const kept = new Map<string, AccessToken>()
    const fetching = new Map<string, Promise<AccessToken>>()

    async function fetchToken(appId: string, deadline: Deadline): Promise<AccessToken> {
      const answer = await wechatApps.withSecret(appId, (secret) => {
        const body = { grant_type: 'client_credential', appid: appId, secret }
        return askWechat(
          { path: '/cgi-bin/stable_token', query: {}, body, idempotent: true },
          deadline
        )
      })
      const { access_token: value, expires_in: seconds } = answer
      if (
        errcodeOf(answer) !== 0 ||
        !isText(value, /^[!-~]{16,1024}$/) ||
        typeof seconds !== 'number'
      )
        throw wechatFailure(answer)
      const expiresAt = clock().getTime() + seconds * 1000
      const token = { value, renewAt: expiresAt - OVERLAP_MS, expiresAt }
      kept.set(appId, token)
      return token
    }

    function refresh(appId: string, deadline: Deadline): Promise<AccessToken> {
      const running = fetching.get(appId)
      if (running) return running
      const fetched = fetchToken(appId, deadline).finally(() => fetching.delete(appId))
      fetching.set(appId, fetched)
      return fetched
    }

    async function tokenOf(appId: string, deadline: Deadline): Promise<string> {
      const token = kept.get(appId)
      const now = clock().getTime()
      if (token && now < token.renewAt) return token.value
      const renewed = refresh(appId, deadline)
      if (!token || now >= token.expiresAt) return (await renewed).value
      // the old token is still valid: no call has to fail because the new one is late
      return renewed.then(
        ({ value }) => value,
        () => token.value
      )
    }

    return {
      async withToken(appId, deadline, askApi) {
        const accessToken = await tokenOf(appId, deadline)
        const answer = await askApi(accessToken)
        if (!TOKEN_REFUSED.includes(errcodeOf(answer))) return answer
        if (kept.get(appId)?.value === accessToken) kept.delete(appId)
        return askApi(await tokenOf(appId, deadline))
      }
    }
  }
})
