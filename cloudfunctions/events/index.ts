import { eventHandlers } from '../../gateway-config/generated/event-handlers'
import { describeError, log } from '../shared/core/log'
import { type ScfContext } from '../shared/http/event-door'
import { prepareParts } from '../shared/parts/part'
import { drainWith } from './drain'
import { type CkafkaMessage, receiveWith } from './receive'

interface CkafkaEvent {
  Records?: { Ckafka?: CkafkaMessage }[]
}

const ready = prepareParts({ drain: drainWith(eventHandlers), receive: receiveWith(eventHandlers) })

/** Processes events: those of a batch from CKafka's trigger, if there is one, then stored ones. */
export async function main_handler(event: CkafkaEvent | null, context: ScfContext) {
  context.callbackWaitsForEmptyEventLoop = false
  const requestId = context.request_id
  const messages = event?.Records?.flatMap(({ Ckafka }) => Ckafka ?? []) ?? []
  try {
    const { drain, receive } = (await ready()).parts
    const received = messages.length ? await receive(messages) : 0
    const result = { received, ...(await drain(context.getRemainingTimeInMillis?.() ?? Infinity)) }
    const isIdle = Object.values(result).every((count) => count === 0)
    if (!isIdle) log('info', { event: 'EVENTS_WORKED', requestId, ...result })
    return result
  } catch (error) {
    log('error', { event: 'EVENTS_NOT_WORKED', requestId, ...describeError(error) })
    throw error
  }
}
