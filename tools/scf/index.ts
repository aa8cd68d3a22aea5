/**
 * The local SCF runtime: runs built bundles as the platform would, each instance in a process of
 * its own, under the limits that the platform sets and with the errors that it answers.
 */
import { randomUUID } from 'node:crypto'
import { createOrphanGuard } from '../common/orphan-guard'
import { errorAnswer, errorBody, platformErrors } from '../common/platform-errors'
import { type FunctionSettings } from '../serverless-yml'
import { createAsyncCalls } from './async-calls'
import { compileBootstrap } from './bootstrap/compile'
import { createFunctionSet } from './function-set'
import { type PlatformRequest } from './http'
import { type CallOutcome, refused } from './instances/outcome'
import { type InvokeResult } from './invoke-result'
import { afterReading } from './log/report'
import { boundTo } from './object-triggers'
import { type ScfOptions } from './options'
import { type FunctionAnswer } from './running-function'
import { startTimers } from './timers'
import { createTopics } from './topics'

export type { FunctionSettings } from '../serverless-yml'
export { startCloudApi } from './cloud-api'
export type { PlatformRequest } from './http'
export type { FunctionAnswer } from './running-function'
export type { ScfOptions } from './options'
export type { AsyncCall } from './async-calls'
export type { InvokeResult } from './invoke-result'

export type Scf = ReturnType<typeof createScf>

const IDLE_MS = 180_000
const INSPECT_PORT = 9229

/** Throws an Error when there is no function of the name in `inspect`. */
export function createScf(options: ScfOptions) {
  const { log, inspect } = options
  if (inspect !== undefined && !options.functions.some(({ name }) => name === inspect))
    throw new Error(`there is no function ${inspect} to debug`)
  const freeze = options.freeze === true && process.platform !== 'win32'
  if (options.freeze && !freeze) log('scf: Windows cannot freeze a process; instances stay awake')
  const bootstrap = compileBootstrap()
  // instances notice by themselves that the runtime was killed, unless they are frozen or in a loop
  const orphanGuard = createOrphanGuard('KILL')
  const functions = createFunctionSet({
    log,
    bootstrapFile: bootstrap.file,
    orphanGuard,
    inspect,
    freeze,
    idleMs: options.idleMs ?? IDLE_MS,
    inspectPort: options.inspectPort ?? INSPECT_PORT
  })
  const { minuteMs, lingerMs } = options
  const asyncCalls = createAsyncCalls({ invoke, log, minuteMs })
  const topics = createTopics({ invoke, log, minuteMs, lingerMs })
  let known: FunctionSettings[] = []
  let timers: ReturnType<typeof startTimers> | undefined
  configure(options.functions)

  function configure(wanted: FunctionSettings[]): string[] {
    known = wanted
    topics.configure(wanted)
    const changed = functions.replace(wanted)
    timers?.stop()
    timers = startTimers(options.timers ? wanted : [], {
      clock: options.clock ?? (() => new Date()),
      fire: (name, event) => void invoke(name, event, { isRoutine: true })
    })
    return changed
  }

  async function invoke(
    name: string,
    event: unknown,
    {
      requestId = randomUUID(),
      isRoutine = false
    }: { requestId?: string; isRoutine?: boolean } = {}
  ): Promise<InvokeResult> {
    const call = { requestId, event: JSON.stringify(event ?? null), isRoutine }
    const outcome: CallOutcome<string> =
      (await functions.get(name)?.invoke(call)) ?? refused(platformErrors.unknownFunction(name))
    const { instance, cold, initMs, ms, usedMb } = outcome
    const about = { requestId, instance, cold, initMs, ms, usedMb }
    return 'failure' in outcome
      ? { ...about, failure: errorBody(outcome.failure, requestId) }
      : { ...about, returned: outcome.value }
  }

  return {
    /** Calls a function as its URL (or API gateway) would. Never rejects: failures are answers. */
    async request(name: string, request: PlatformRequest): Promise<FunctionAnswer> {
      const target = functions.get(name)
      if (target) return target.request(request)
      const error = platformErrors.unknownFunction(name)
      return { ...errorAnswer(error, request.requestId, false), instance: '', cold: false }
    },

    /**
     * Calls an event function as the Invoke API would, with any event that fits into JSON. Never
     * rejects: failures are results.
     */
    invoke,

    /**
     * Calls a function as a trigger does: returns when the event is accepted, and tries again later
     * when the call fails. Throws an Error for more than 128 KB.
     */
    invokeLater: asyncCalls.call,
    /** The last asynchronous calls, newest first. */
    listAsyncCalls: asyncCalls.list,

    /** Hands an event of object storage to the functions that have a trigger for it. */
    emitObject(event: Parameters<typeof boundTo>[1]): void {
      for (const name of boundTo(known, event)) asyncCalls.call(name, event)
    },

    /** Sends messages to a topic of CKafka, for the functions that have a trigger for it. */
    send: topics.send,

    /** Whether there is a function of this name, built or not. */
    has: (name: string) => functions.has(name),

    /** After a change of the bundle: the next call sees the new one, running calls finish. */
    reload(name: string): void {
      functions.get(name)?.reload()
    },

    /**
     * From now on, runs these functions with these settings. Those whose settings have not changed
     * keep their instances; open calls of the others get 499. Returns the names of the others.
     */
    configure,

    /** Ends everything, busy or frozen; resolves when no process is left. Open calls get 499. */
    async stop(): Promise<void> {
      timers?.stop()
      asyncCalls.stop()
      topics.stop()
      await functions.stop()
      await orphanGuard.stop()
      // the last calls are logged by then
      await new Promise<void>((resolve) => afterReading(resolve))
      bootstrap.remove()
    }
  }
}
