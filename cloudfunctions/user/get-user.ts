import { users } from '../shared/accounts/users'
import { contentChecks } from '../shared/content/content-checks'
import { operation } from '../shared/http/operation'
import { viewUser } from './view-user'

/** GET /user: the caller's own record. */
export const getUser = operation(
  'getUser',
  { users, contentChecks, viewUser },
  async ({ session, deadline, roleKey }, { users, contentChecks, viewUser }) => {
    const user = await users.find(session.userId, deadline)
    const checks = await contentChecks.open(user.id, deadline)
    return { user: viewUser(user, { roleKey, checks }) }
  }
)
