/**
 * The local SCF runtime: runs built bundles as the platform would, each instance in a process of
 * its own, under the limits that the platform sets and with the errors that it answers.
 */
import { randomUUID } from 'node:crypto'
import { createOrphanGuard } from '../common/orphan-guard'
import { errorAnswer, errorBody, platformErrors } from '../common/platform-errors'
import { type FunctionSettings } from '../serverless-yml'
import { compileBootstrap } from './bootstrap/compile'
import { createFunctionSet } from './function-set'
import { type PlatformRequest } from './http'
import { type CallOutcome, refused } from './instances/outcome'
import { afterReading } from './log/report'
import { type FunctionAnswer } from './running-function'
import { startTimers } from './timers'

export type { FunctionSettings } from '../serverless-yml'
export type { PlatformRequest } from './http'
export type { FunctionAnswer } from './running-function'

export interface ScfOptions {
  functions: FunctionSettings[]
  /** Receives every line: the functions' own output and one line per call */
  log(line: string): void
  /** How long an instance waits for another call before it ends; 3 minutes by default */
  idleMs?: number
  /** Stop instances between calls (SIGSTOP), as the platform does. Not on Windows. */
  freeze?: boolean
  /** The name of a function to debug: one instance, no time limits, always on the same port */
  inspect?: string
  /** 9229 by default */
  inspectPort?: number
  /** Fire the functions' enabled timers; off by default */
  timers?: boolean
  /** For the timers; the computer's clock by default */
  clock?(): Date
}

/** What the Invoke API returns: cloud.tencent.com/document/api/583/17243 */
export interface InvokeResult {
  requestId: string
  /** JSON of what the handler returned; absent when the call failed */
  returned?: string
  /** JSON of the platform's error, with statusCode and errorMessage */
  failure?: string
  instance: string
  cold: boolean
  initMs: number
  ms: number
  usedMb?: number
}

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
  let timers: ReturnType<typeof startTimers> | undefined
  configure(options.functions)

  function configure(wanted: FunctionSettings[]): string[] {
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
      await functions.stop()
      await orphanGuard.stop()
      // the last calls are logged by then
      await new Promise<void>((resolve) => afterReading(resolve))
      bootstrap.remove()
    }
  }
}
