import type { Operation } from '../shared/http/serve'
import type { Users } from '../shared/accounts/users'
import { viewUser } from './view-user'

/** GET /user: who the caller is. */
export function createGetUser(users: Users): Operation<'getUser'> {
  return async ({ session, deadline }) => ({
    user: viewUser(await users.find(session.userId, deadline))
  })
}
