import { Failure } from '../shared/core/failure'
import type { Operation } from '../shared/http/serve'
import type { Sessions } from '../shared/accounts/sessions'
import type { OwnSessions } from './own-sessions'

/**
 * DELETE /session/{id}: log out one of one's sessions. Nobody learns whether an id is somebody
 * else's.
 */
export function createRevokeSession(
  sessions: Sessions,
  ownSessions: OwnSessions
): Operation<'revokeSession'> {
  return async ({ session, params, deadline }) => {
    const { id = '' } = params
    const found = /^[0-9a-f]{32}$/.test(id) ? await sessions.find(id, deadline) : undefined
    if (found?.userId !== session.userId) throw new Failure('NOT_FOUND')
    await ownSessions.end(id, deadline)
    return undefined
  }
}
