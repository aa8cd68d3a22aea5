import { users } from '../shared/accounts/users'
import { contentChecks } from '../shared/content/content-checks'
import { operation } from '../shared/http/operation'
import { viewUser } from './view-user'

/** PUT /user/profile: nickname and avatar, as the user filled them in. */
export const saveProfile = operation(
  'saveProfile',
  { users, contentChecks },
  async ({ body, session, deadline }, { users, contentChecks }) => {
    const user = await users.find(session.userId, deadline)
    await contentChecks.admitNickname(user, body.nickname, deadline)
    await contentChecks.admitAvatar(user, body.avatarUrl, deadline)
    await users.saveProfile(session.userId, body, deadline)
    const saved = await users.find(session.userId, deadline)
    return { user: viewUser(saved, await contentChecks.open(saved.id, deadline)) }
  }
)
