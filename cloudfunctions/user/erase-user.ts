import type { Operation } from '../shared/serve'
import type { Users } from '../shared/users'

/** DELETE /user: everything about the caller goes, their sessions too. */
export function createEraseUser(users: Users): Operation<'eraseUser'> {
  return async ({ session, deadline }) => {
    await users.erase(session.userId, deadline)
    return undefined
  }
}
