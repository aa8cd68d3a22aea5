import { describeError, log } from '../shared/core/log'
import { type ScfContext } from '../shared/http/event-door'
import { prepareParts } from '../shared/parts/part'
import { reseal } from './reseal'
import { sweep } from './sweep'
import { sweepFiles } from './sweep-files'

const ready = prepareParts({ sweep, reseal, sweepFiles })

/** Called by a timer: cleans up for as long as the time lasts. The next call does the rest. */
export async function main_handler(_event: unknown, context: ScfContext) {
  context.callbackWaitsForEmptyEventLoop = false
  const requestId = context.request_id
  try {
    const { sweep, reseal, sweepFiles } = (await ready()).parts
    const remainingMs = () => context.getRemainingTimeInMillis?.() ?? Infinity
    const swept = await sweep(remainingMs())
    const files = await sweepFiles(remainingMs())
    // last: a phone number whose key is gone stops it
    const result = { ...swept, ...files, ...(await reseal(remainingMs())) }
    log('info', { event: 'SWEPT', requestId, ...result })
    return result
  } catch (error) {
    log('error', { event: 'SWEEP_FAILED', requestId, ...describeError(error) })
    throw error
  }
}
