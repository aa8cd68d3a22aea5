import type { Operation } from '../shared/http/serve'
import type { SessionKeys } from '../shared/accounts/session-keys'
import type { WechatUsers } from '../shared/wechat/wechat-users'

/** POST /session/key-reset: WeChat replaces the session's key, and the new one is kept. */
export function createResetSessionKey(
  sessionKeys: SessionKeys,
  wechatUsers: WechatUsers
): Operation<'resetSessionKey'> {
  return async ({ session, deadline }) => {
    const { user, key } = await sessionKeys.open(session.id, deadline)
    const renewed = await wechatUsers.resetSessionKey(user, key, deadline)
    await sessionKeys.replace(session.id, renewed, deadline)
    return undefined
  }
}
