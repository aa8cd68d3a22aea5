import { users } from '../shared/accounts/users'
import { operation } from '../shared/http/operation'
import { viewUser } from './view-user'

/** PUT /user/profile: nickname and avatar, as the user filled them in. */
export const saveProfile = operation(
  'saveProfile',
  { users },
  async ({ body, session, deadline }, { users }) => {
    await users.saveProfile(session.userId, body, deadline)
    return { user: viewUser(await users.find(session.userId, deadline)) }
  }
)
