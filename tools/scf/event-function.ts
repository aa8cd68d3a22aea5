import type { ChildOptions } from './child'
import { failures } from './errors'
import { startEventInstance, type EventCall } from './event-instance'
import { apigwAnswer, failureAnswer, urlAnswer } from './http-answer'
import { apigwEvent, urlEvent } from './http-event'
import { MAX_PAYLOAD_BYTES } from './limits'
import { refused, type Outcome } from './outcome'
import { createPool, type PoolOptions } from './pool'
import { createReport } from './report'
import type { RunningFunction } from './running-function'
import type { FunctionSettings } from '../serverless-yml'

/** An event function: a handler that is called with JSON, one call at a time in each instance. */
export function createEventFunction(
  settings: FunctionSettings,
  bootstrap: string,
  options: PoolOptions & ChildOptions
): RunningFunction {
  const apigw = settings.event === 'apigw'
  const toEvent = apigw ? apigwEvent : urlEvent
  const report = createReport(settings, options.log)
  const warn = (problem: string) => options.log(`${settings.name}: ${problem}`)
  const pool = createPool(settings, () => startEventInstance(settings, bootstrap, options), options)

  async function run(call: EventCall): Promise<Outcome<string>> {
    if (Buffer.byteLength(call.event) > MAX_PAYLOAD_BYTES)
      return refused(failures.requestTooLarge())
    const outcome = await pool.call(call)
    if (!('value' in outcome)) return outcome
    const { value, ...about } = outcome
    if (Buffer.byteLength(value) <= MAX_PAYLOAD_BYTES) return outcome
    return { ...about, failure: failures.responseTooLarge() }
  }

  async function invoke(call: EventCall): Promise<Outcome<string>> {
    const outcome = await run(call)
    report(call.requestId, outcome)
    return outcome
  }

  return {
    invoke,
    async request(request) {
      const { requestId } = request
      const outcome = await invoke({ requestId, event: JSON.stringify(toEvent(request)) })
      const { instance, cold } = outcome
      if ('failure' in outcome)
        return { ...failureAnswer(outcome.failure, requestId, apigw), instance, cold }
      const answer = apigw ? apigwAnswer(outcome.value) : urlAnswer(outcome.value, warn)
      return { ...answer, instance, cold }
    },
    reload: pool.reload,
    stop: pool.stop
  }
}
