import { sessionKeys } from '../shared/accounts/session-keys'
import { Failure } from '../shared/core/failure'
import { operation } from '../shared/http/operation'
import { wechatUsers } from '../shared/wechat/wechat-users'

/** POST /session/key-reset: has WeChat replace the session's key, and keeps the new one. */
export const resetSessionKey = operation(
  'resetSessionKey',
  { sessionKeys, wechatUsers },
  async ({ session, deadline }, { sessionKeys, wechatUsers }) => {
    const { user, key } = await sessionKeys.open(session.id, deadline)
    const renewed = await wechatUsers.resetSessionKey(user, key, deadline)
    await sessionKeys.replace(session.id, renewed, deadline).catch((cause: unknown) => {
      throw new Failure('KEY_NOT_RECORDED', { cause })
    })
  }
)
