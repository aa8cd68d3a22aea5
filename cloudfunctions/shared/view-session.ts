import type { Schemas } from './contract'
import type { Session } from './sessions'

/** A session as the contract shows it. */
export function viewSession({ id, userId, createdAt, expiresAt }: Session): Schemas['Session'] {
  return { id, userId, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() }
}
