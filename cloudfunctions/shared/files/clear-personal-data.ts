import { type PersonalData, users } from '../accounts/users'
import { type Deadline } from '../core/deadline'
import { events } from '../events/events'
import { part } from '../parts/part'
import { filesDropped } from './file-events'

/** Removes what is named of a user, and has their picture removed from object storage. */
export const clearPersonalData = part({
  needs: { users, events },
  make:
    ({ users, events }) =>
    async (userId: string, what: PersonalData[], deadline: Deadline): Promise<void> => {
      const { avatarKey } = await users.find(userId, deadline)
      await users.clear(userId, what, deadline)
      if (what.includes('avatar') && avatarKey !== undefined)
        await events.add(deadline, filesDropped, {})
    }
})
