import type { Operation } from '../shared/serve'
import type { Users } from '../shared/users'
import { viewUser } from './view-user'

/** GET /user: who the caller is. */
export function createGetUser(users: Users): Operation<'getUser'> {
  return async ({ session, deadline }) => ({
    user: viewUser(await users.find(session.userId, deadline))
  })
}
