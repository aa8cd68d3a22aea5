import { sessions } from '../shared/accounts/sessions'
import { Failure } from '../shared/core/failure'
import { operation } from '../shared/http/operation'

/**
 * DELETE /session/{id}: log out one of the caller's sessions. The answer does not reveal whether an
 * id belongs to another user.
 */
export const revokeSession = operation(
  'revokeSession',
  { sessions },
  async ({ session, path: { id }, deadline }, { sessions }) => {
    const isId = /^[0-9a-f]{32}$/.test(id)
    if (!isId || !(await sessions.isOwn(id, session.userId, deadline)))
      throw new Failure('NOT_FOUND')
    await sessions.end(id, session.userId, deadline)
  }
)
