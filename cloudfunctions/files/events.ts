import { onEvent, TryLater } from '../shared/events/handler'
import { filesDropped } from '../shared/files/file-events'
import { files } from '../shared/files/files'
import { currentRoleKey } from '../shared/settings/role-key'

/** Pauses grow to an hour: more than a month of storage that cannot be reached. */
const MAX_TRIES = 1000

export const handlers = [
  onEvent(
    filesDropped,
    { files },
    async (_event, { files, deadline }) => {
      const { done } = await files.removeDropped({ deadline, roleKey: currentRoleKey() })
      if (!done) throw new TryLater(1, 'there are more')
    },
    { maxTries: MAX_TRIES }
  )
]
