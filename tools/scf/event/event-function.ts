import { errorAnswer, platformErrors } from '../../common/platform-errors'
import { type FunctionSettings } from '../../serverless-yml'
import { type CallOutcome, refused } from '../instances/outcome'
import { createPool } from '../instances/pool'
import { createReport } from '../log/report'
import { MAX_PAYLOAD_BYTES } from '../platform'
import { type FunctionOptions, type RunningFunction } from '../running-function'
import { type EventCall, startEventInstance } from './event-instance'
import { apigwAnswer, urlAnswer } from './http-answer'
import { apigwEvent, urlEvent } from './http-event'

/** An event function: a handler that is called with JSON, one call at a time in each instance. */
export function createEventFunction(
  settings: FunctionSettings,
  bootstrapFile: string,
  options: FunctionOptions
): RunningFunction {
  const isApigw = settings.event === 'apigw'
  const toEvent = isApigw ? apigwEvent : urlEvent
  const report = createReport(settings, options.log)
  const warn = (problem: string) => options.log(`${settings.name}: ${problem}`)
  const start = () => startEventInstance(settings, bootstrapFile, options)
  const pool = createPool(settings, start, options)

  async function run(call: EventCall): Promise<CallOutcome<string>> {
    if (Buffer.byteLength(call.event) > MAX_PAYLOAD_BYTES)
      return refused(platformErrors.requestTooLarge())
    const outcome = await pool.call(call)
    if (!('value' in outcome)) return outcome
    const { value, ...about } = outcome
    if (Buffer.byteLength(value) <= MAX_PAYLOAD_BYTES) return outcome
    return { ...about, failure: platformErrors.responseTooLarge() }
  }

  async function invoke(call: EventCall): Promise<CallOutcome<string>> {
    const outcome = await run(call)
    if (!call.isRoutine || outcome.cold || 'failure' in outcome) report(call.requestId, outcome)
    return outcome
  }

  return {
    invoke,
    async request(request) {
      const { requestId } = request
      const outcome = await invoke({ requestId, event: JSON.stringify(toEvent(request)) })
      const { instance, cold } = outcome
      if ('failure' in outcome)
        return { ...errorAnswer(outcome.failure, requestId, isApigw), instance, cold }
      const answer = isApigw ? apigwAnswer(outcome.value) : urlAnswer(outcome.value, warn)
      return { ...answer, instance, cold }
    },
    reload: pool.reload,
    stop: pool.stop
  }
}
