import type { Operation } from '../shared/http/serve'
import type { Users } from '../shared/accounts/users'

/** DELETE /user: everything about the caller goes, their sessions too. */
export function createEraseUser(users: Users): Operation<'eraseUser'> {
  return async ({ session, deadline }) => {
    await users.erase(session.userId, deadline)
    return undefined
  }
}
