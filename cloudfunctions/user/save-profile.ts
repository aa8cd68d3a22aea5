import type { Operation } from '../shared/http/serve'
import type { Users } from '../shared/accounts/users'
import { viewUser } from './view-user'

/** PUT /user/profile: nickname and avatar, as WeChat's fill-in gives them. */
export function createSaveProfile(users: Users): Operation<'saveProfile'> {
  return async ({ body, session, deadline }) => {
    await users.saveProfile(session.userId, body, deadline)
    return { user: viewUser(await users.find(session.userId, deadline)) }
  }
}
