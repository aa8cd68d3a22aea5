import { sessionKeys } from '../shared/accounts/session-keys'
import { operation } from '../shared/http/operation'
import { wechatUsers } from '../shared/wechat/wechat-users'

/** POST /session/key-check: whether the session's key is still valid at WeChat. */
export const checkSessionKey = operation(
  'checkSessionKey',
  { sessionKeys, wechatUsers },
  async ({ session, deadline }, { sessionKeys, wechatUsers }) => {
    const { user, key } = await sessionKeys.open(session.id, deadline)
    return { valid: await wechatUsers.checkSessionKey(user, key, deadline) }
  }
)
