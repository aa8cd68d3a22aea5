import type { Operation } from '../shared/http/serve'
import type { SessionKeys } from '../shared/accounts/session-keys'
import type { WechatUsers } from '../shared/wechat/wechat-users'

/** POST /session/key-check: does WeChat still know the session's key? */
export function createCheckSessionKey(
  sessionKeys: SessionKeys,
  wechatUsers: WechatUsers
): Operation<'checkSessionKey'> {
  return async ({ session, deadline }) => {
    const { user, key } = await sessionKeys.open(session.id, deadline)
    return { valid: await wechatUsers.checkSessionKey(user, key, deadline) }
  }
}
