import type { ChildOptions } from './child'
import { failures } from './errors'
import { failureAnswer, type HttpAnswer } from './http-answer'
import type { PlatformRequest } from './http-event'
import { MAX_PAYLOAD_BYTES } from './limits'
import { refused, type Outcome } from './outcome'
import { createPool, type PoolOptions } from './pool'
import { createReport } from './report'
import type { RunningFunction } from './running-function'
import type { FunctionSettings } from '../serverless-yml'
import { startWebInstance } from './web-instance'

/**
 * A web function: an HTTP server that takes up to `concurrency` requests at once in each instance.
 */
export function createWebFunction(
  settings: FunctionSettings,
  bootstrap: string,
  options: PoolOptions & ChildOptions
): RunningFunction {
  const report = createReport(settings, options.log)
  const pool = createPool(settings, () => startWebInstance(settings, bootstrap, options), options)

  async function run(request: PlatformRequest): Promise<Outcome<HttpAnswer>> {
    if (Buffer.byteLength(request.body) > MAX_PAYLOAD_BYTES)
      return refused(failures.requestTooLarge())
    return pool.call(request)
  }

  return {
    // only HTTP triggers start a web function (583/56124)
    invoke: () => Promise.resolve(refused(failures.notInvokable(settings.name))),
    async request(request) {
      const outcome = await run(request)
      report(request.requestId, outcome)
      const { instance, cold } = outcome
      if ('failure' in outcome)
        return { ...failureAnswer(outcome.failure, request.requestId, false), instance, cold }
      return { ...outcome.value, instance, cold }
    },
    reload: pool.reload,
    stop: pool.stop
  }
}
