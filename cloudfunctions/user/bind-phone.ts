import { users } from '../shared/accounts/users'
import { Failure } from '../shared/core/failure'
import { operation } from '../shared/http/operation'
import { wechatUsers } from '../shared/wechat/wechat-users'
import { viewUser } from './view-user'

/** POST /user/phone: saves the number for a phone button's code, which WeChat reveals once. */
export const bindPhone = operation(
  'bindPhone',
  { users, wechatUsers, viewUser },
  async ({ body, session, deadline, roleKey }, { users, wechatUsers, viewUser }) => {
    // before the code is spent, too: if the database is down, the code can be used again
    const user = await users.find(session.userId, deadline)
    const phone = await wechatUsers.phoneNumber(user, body.code, deadline)
    await users.savePhone(user.id, phone, deadline).catch((cause: unknown) => {
      throw new Failure('PHONE_NOT_RECORDED', { cause })
    })
    return { user: viewUser({ ...user, phone }, { roleKey }) }
  }
)
