import { startChild, type ChildOptions } from './child'
import { failures } from './errors'
import type { FromInstance, InstanceStart, ToInstance } from './instance-messages'
import type { Instance, Reply } from './outcome'
import { DEFAULT_REGION, type FunctionSettings } from '../serverless-yml'
import { APP_ID, FUNCTION_VERSION, NAMESPACE, UIN } from './settings'

export interface EventCall {
  requestId: string
  /** JSON */
  event: string
}

/**
 * Starts an instance of an event function; its calls give the JSON of what the handler returned.
 */
export function startEventInstance(
  settings: FunctionSettings,
  bootstrap: string,
  options: ChildOptions
): Instance<EventCall, string> {
  const start = JSON.stringify(instanceStart(settings))
  const child = startChild(settings, [bootstrap, start], options)
  let settleReady: (message: FromInstance) => void
  let settleCall: ((reply: Reply<string>) => void) | undefined

  const ready = new Promise<void>((resolve, reject) => {
    settleReady = (message) => {
      if ('ready' in message) resolve()
      else if ('missing' in message) reject(failures.handlerNotFound(message.missing))
      else if ('unloadable' in message) reject(failures.loading(message.unloadable))
    }
  })
  child.process.on('message', (message: FromInstance) => {
    if ('returned' in message) settleCall?.({ ms: message.ms, value: message.returned })
    else if ('thrown' in message)
      settleCall?.({ ms: message.ms, failure: failures.userCode(message.thrown) })
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
      tencentcloud_region: settings.region ?? DEFAULT_REGION,
      tencentcloud_appid: APP_ID,
      tencentcloud_uin: UIN
    }
  }
}
