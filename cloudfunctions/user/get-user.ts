import { users } from '../shared/accounts/users'
import { operation } from '../shared/http/operation'
import { viewUser } from './view-user'

/** GET /user: the caller's own record. */
export const getUser = operation(
  'getUser',
  { users },
  async ({ session, deadline }, { users }) => ({
    user: viewUser(await users.find(session.userId, deadline))
  })
)
