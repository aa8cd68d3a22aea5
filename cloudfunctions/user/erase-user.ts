import { users } from '../shared/accounts/users'
import { operation } from '../shared/http/operation'

/** DELETE /user: erases everything about the caller, their sessions too. */
export const eraseUser = operation(
  'eraseUser',
  { users },
  async ({ session, deadline }, { users }) => {
    await users.erase(session.userId, deadline)
  }
)
