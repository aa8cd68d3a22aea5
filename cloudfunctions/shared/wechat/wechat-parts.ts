import { createAccessTokens } from './access-tokens'
import type { Config } from '../settings/config'
import { createWechatApps } from './wechat-apps'
import { createWechat } from './wechat'
import { createAskWechat } from './wechat-http'
import { createWechatUsers } from './wechat-users'

/** All of WeChat that a function may need, over the same connections. */
export function createWechatParts({ apps, apiUrl }: Config['wechat'], clock: () => Date) {
  const ask = createAskWechat(apiUrl)
  const ours = createWechatApps(apps)
  return {
    apps: ours,
    wechat: createWechat(ask, ours),
    wechatUsers: createWechatUsers(ask, createAccessTokens(ask, ours, clock))
  }
}
