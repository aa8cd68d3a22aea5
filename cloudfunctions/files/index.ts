import { startDeadline } from '../shared/core/deadline'
import { describeError, log } from '../shared/core/log'
import { type ScfContext } from '../shared/http/event-door'
import { prepareParts } from '../shared/parts/part'
import { currentRoleKey } from '../shared/settings/role-key'
import { type CosEvent, readRecords } from './read-records'
import { receive } from './receive'

const ready = prepareParts({ receive })

/** Called by object storage for each new object, at least once. */
export async function main_handler(event: CosEvent, context: ScfContext) {
  context.callbackWaitsForEmptyEventLoop = false
  const requestId = context.request_id
  try {
    const { receive } = (await ready()).parts
    const counts = { received: 0, removed: 0, ignored: 0 }
    for (const record of readRecords(event)) {
      const deadline = startDeadline(context.getRemainingTimeInMillis?.() ?? Infinity)
      counts[await receive(record, { deadline, roleKey: currentRoleKey() })]++
    }
    log('info', { event: 'FILES_RECEIVED', requestId, ...counts })
    return counts
  } catch (error) {
    log('error', { event: 'FILES_NOT_RECEIVED', requestId, ...describeError(error) })
    throw error
  }
}
