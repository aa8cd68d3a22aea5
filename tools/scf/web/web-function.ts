import { errorAnswer, platformErrors } from '../../common/platform-errors'
import { type FunctionSettings } from '../../serverless-yml'
import { type PlatformAnswer, type PlatformRequest } from '../http'
import { type CallOutcome, refused } from '../instances/outcome'
import { createPool } from '../instances/pool'
import { createReport } from '../log/report'
import { MAX_PAYLOAD_BYTES } from '../platform'
import { type FunctionOptions, type RunningFunction } from '../running-function'
import { startWebInstance } from './web-instance'

/** A web function: an HTTP server; each instance takes up to `concurrency` requests at once. */
export function createWebFunction(
  settings: FunctionSettings,
  bootstrapFile: string,
  options: FunctionOptions
): RunningFunction {
  const report = createReport(settings, options.log)
  const start = () => startWebInstance(settings, bootstrapFile, options)
  const pool = createPool(settings, start, options)

  async function run(request: PlatformRequest): Promise<CallOutcome<PlatformAnswer>> {
    if (request.body.length > MAX_PAYLOAD_BYTES) return refused(platformErrors.requestTooLarge())
    return pool.call(request)
  }

  return {
    // only HTTP triggers start a web function (583/56124)
    invoke: () => Promise.resolve(refused(platformErrors.notInvokable(settings.name))),
    async request(request) {
      const outcome = await run(request)
      report(request.requestId, outcome)
      const { instance, cold } = outcome
      if ('failure' in outcome)
        return { ...errorAnswer(outcome.failure, request.requestId, false), instance, cold }
      return { ...outcome.value, instance, cold }
    },
    reload: pool.reload,
    stop: pool.stop
  }
}
