import { configure } from '../shared/settings/configure'
import { createDatabase } from '../shared/database/database'
import { describeError, log } from '../shared/core/log'
import { createReseal } from './reseal'
import { createSweep } from './sweep'

interface TimerContext {
  request_id?: string
  getRemainingTimeInMillis?(): number
  callbackWaitsForEmptyEventLoop?: boolean
}

const ready = configure(['database', 'sessions'], (config) => {
  const database = createDatabase(config.database)
  return {
    sweep: createSweep(database, () => new Date()),
    reseal: createReseal(database, config.sessions)
  }
})

/** A timer's call: removes what is over, as far as the time goes. The next call does the rest. */
export async function main_handler(_event: unknown, context: TimerContext) {
  context.callbackWaitsForEmptyEventLoop = false
  const requestId = context.request_id
  try {
    const { sweep, reseal } = await ready()
    const remainingMs = () => context.getRemainingTimeInMillis?.() ?? Infinity
    const swept = await sweep(remainingMs())
    const result = { ...swept, ...(await reseal(remainingMs())) }
    log('info', { event: 'SWEPT', requestId, ...result })
    return result
  } catch (error) {
    log('error', { event: 'SWEEP_FAILED', requestId, ...describeError(error) })
    throw error
  }
}
