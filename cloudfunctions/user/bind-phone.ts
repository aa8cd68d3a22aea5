import type { Operation } from '../shared/http/serve'
import type { Users } from '../shared/accounts/users'
import type { WechatUsers } from '../shared/wechat/wechat-users'
import { viewUser } from './view-user'

/** POST /user/phone: the number behind a phone button's code, which WeChat gives once. */
export function createBindPhone(users: Users, wechatUsers: WechatUsers): Operation<'bindPhone'> {
  return async ({ body, session, deadline }) => {
    // also before the code is spent: with the database down it stays good for another try
    const user = await users.find(session.userId, deadline)
    const phone = await wechatUsers.phoneNumber(user, body.code, deadline)
    await users.savePhone(user.id, phone, deadline)
    return { user: viewUser({ ...user, phone }) }
  }
}
