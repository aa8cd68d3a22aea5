import { platformErrors } from '../../common/platform-errors'
import { type FunctionSettings } from '../../serverless-yml'
import { type FromInstance, type InstanceStart, type ToInstance } from '../bootstrap/messages'
import { type ChildOptions, startChild } from '../instances/child'
import { type CallResult, type Instance } from '../instances/outcome'
import { APP_ID, FUNCTION_VERSION, NAMESPACE, regionOf, UIN } from '../platform'

export interface EventCall {
  requestId: string
  /** JSON */
  event: string
  /** Comes again and again: a call that went well is not worth a line */
  isRoutine?: boolean
}

/** Starts an instance of an event function; a call's value is the handler's result as JSON. */
export function startEventInstance(
  settings: FunctionSettings,
  bootstrapFile: string,
  options: ChildOptions
): Instance<EventCall, string> {
  const start = JSON.stringify(instanceStart(settings))
  const child = startChild(settings, [bootstrapFile, start], options)
  let settleReady: (message: FromInstance) => void
  let settleCall: ((result: CallResult<string>) => void) | undefined

  const ready = new Promise<void>((resolve, reject) => {
    settleReady = (message) => {
      if ('ready' in message) resolve()
      else if ('missing' in message) reject(platformErrors.handlerNotFound(message.missing))
      else if ('unloadable' in message) reject(platformErrors.loading(message.unloadable))
    }
  })
  child.process.on('message', (message: FromInstance) => {
    if ('returned' in message) settleCall?.({ ms: message.ms, value: message.returned })
    else if ('thrown' in message)
      settleCall?.({ ms: message.ms, failure: platformErrors.userCode(message.thrown) })
    else settleReady(message)
  })

  return {
    child,
    ready,
    call: ({ requestId, event }) =>
      new Promise((resolve) => {
        settleCall = resolve
        // a process that has just died refuses the message: its end settles the call
        child.process.send([requestId, event] satisfies ToInstance, () => undefined)
      })
  }
}

/** The members of `context`: cloud.tencent.com/document/product/583/11060 */
function instanceStart(settings: FunctionSettings): InstanceStart {
  return {
    bundle: settings.bundle,
    handler: settings.handler,
    limitMs: settings.timeoutSeconds * 1000,
    context: {
      memory_limit_in_mb: settings.memoryMb,
      time_limit_in_ms: settings.timeoutSeconds * 1000,
      environ: `SCF_NAMESPACE=${NAMESPACE}`,
      environment: JSON.stringify({ SCF_NAMESPACE: NAMESPACE }),
      function_version: FUNCTION_VERSION,
      function_name: settings.name,
      namespace: NAMESPACE,
      tencentcloud_region: regionOf(settings),
      tencentcloud_appid: APP_ID,
      tencentcloud_uin: UIN
    }
  }
}
