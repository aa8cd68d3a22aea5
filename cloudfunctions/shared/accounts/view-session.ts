import { type Schemas } from '../../../gateway-config/generated/contract'
import { type Session } from './sessions'

/** A session in the contract's form, as seen from the session `askingId`. */
export function viewSession(session: Session, askingId = session.id): Schemas['Session'] {
  const { id, userId, device, createdAt, lastSeenAt, expiresAt, endsAt } = session
  return {
    id,
    userId,
    device,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    endsAt: endsAt.toISOString(),
    current: id === askingId
  }
}
