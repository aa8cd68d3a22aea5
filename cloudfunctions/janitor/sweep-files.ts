import { startDeadline } from '../shared/core/deadline'
import { describeError, log } from '../shared/core/log'
import { files } from '../shared/files/files'
import { part } from '../shared/parts/part'
import { currentRoleKey } from '../shared/settings/role-key'

const BATCH_MS = 5000

/**
 * Removes uploads that nobody kept and files that were dropped, whatever has become of the event that
 * was to do it. Storage that cannot be reached keeps the janitor from nothing else.
 */
export const sweepFiles = part({
  needs: { files },
  make:
    ({ files }) =>
    async (remainingMs: number): Promise<{ files: number }> => {
      const end = performance.now() + remainingMs - BATCH_MS
      let removed = 0
      try {
        await files.dropForgotten(startDeadline(BATCH_MS))
        for (;;) {
          const call = { deadline: startDeadline(BATCH_MS), roleKey: currentRoleKey() }
          const batch = await files.removeDropped(call)
          removed += batch.removed
          if (batch.done || performance.now() > end) break
        }
      } catch (error) {
        log('error', { event: 'FILES_NOT_SWEPT', ...describeError(error) })
      }
      return { files: removed }
    }
})
