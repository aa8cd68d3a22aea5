import type { Operation } from '../shared/serve'
import type { SessionKeys } from '../shared/session-keys'
import type { WechatUsers } from '../shared/wechat-users'

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
