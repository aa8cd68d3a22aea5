import { users } from '../shared/accounts/users'
import { contentChecks } from '../shared/content/content-checks'
import { operation } from '../shared/http/operation'
import { viewUser } from './view-user'

/** GET /user: the caller's own record. */
export const getUser = operation(
  'getUser',
  { users, contentChecks },
  async ({ session, deadline }, { users, contentChecks }) => {
    const user = await users.find(session.userId, deadline)
    return { user: viewUser(user, await contentChecks.open(user.id, deadline)) }
  }
)
