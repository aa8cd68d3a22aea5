/**
 * The local SCF runtime: runs built bundles as the platform would, each instance a process of its
 * own, under the limits that the platform sets and with the errors that it answers.
 */
import { randomUUID } from 'node:crypto'
import { compileBootstrap } from './bootstrap'
import { failureBody, failures } from './errors'
import { createEventFunction } from './event-function'
import { failureAnswer } from './http-answer'
import type { PlatformRequest } from './http-event'
import { refused, type Outcome } from './outcome'
import type { Answer, RunningFunction } from './running-function'
import type { FunctionSettings } from '../serverless-yml'
import { startTimers } from './timers'
import { createWatchdog } from './watchdog'
import { createWebFunction } from './web-function'

export type { Answer } from './running-function'
export type { FunctionSettings } from '../serverless-yml'
export type { PlatformRequest } from './http-event'

export interface ScfOptions {
  functions: FunctionSettings[]
  /** Gets every line: the functions' own output and one line a call */
  log: (line: string) => void
  /** How long an instance waits for another call before it ends; 3 minutes unless said otherwise */
  idleMs?: number
  /** Stop instances between calls (SIGSTOP), as the platform does. Not on Windows. */
  freeze?: boolean
  /** The name of a function to debug: one instance, no time limits, always on the same port */
  inspect?: string
  /** 9229 unless said otherwise */
  inspectPort?: number
  /** Fire the functions' enabled timers; off unless said otherwise */
  timers?: boolean
  /** For the timers; the computer's clock unless said otherwise */
  clock?: () => Date
}

/** What the Invoke API tells: cloud.tencent.com/document/api/583/17243 */
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

export function createScf(options: ScfOptions) {
  const { log } = options
  const freeze = options.freeze === true && process.platform !== 'win32'
  if (options.freeze && !freeze) log('scf: Windows cannot freeze a process; instances stay awake')
  const { inspect } = options
  if (inspect !== undefined && !options.functions.some(({ name }) => name === inspect))
    throw new Error(`no function ${inspect} to debug`)
  const bootstrap = compileBootstrap()
  const watchdog = createWatchdog()
  const functions = new Map<string, RunningFunction>()

  for (const settings of options.functions) {
    const debug = settings.name === inspect
    const create = settings.type === 'web' ? createWebFunction : createEventFunction
    functions.set(
      settings.name,
      create(settings, bootstrap, {
        log,
        watchdog,
        debug,
        freeze: freeze && !debug,
        idleMs: options.idleMs ?? IDLE_MS,
        inspectPort: debug ? (options.inspectPort ?? INSPECT_PORT) : undefined
      })
    )
  }

  async function invoke(
    name: string,
    event: unknown,
    { requestId = randomUUID() }: { requestId?: string } = {}
  ): Promise<InvokeResult> {
    const call = { requestId, event: JSON.stringify(event ?? null) }
    const outcome: Outcome<string> =
      (await functions.get(name)?.invoke(call)) ?? refused(failures.unknownFunction(name))
    const { instance, cold, initMs, ms, usedMb } = outcome
    const about = { requestId, instance, cold, initMs, ms, usedMb }
    return 'failure' in outcome
      ? { ...about, failure: failureBody(outcome.failure, requestId) }
      : { ...about, returned: outcome.value }
  }

  const timers = startTimers(options.timers ? options.functions : [], {
    clock: options.clock ?? (() => new Date()),
    fire: (name, event) => void invoke(name, event)
  })

  return {
    /** Calls a function as its URL (or API gateway) would. Never rejects: failures are answers. */
    async request(name: string, request: PlatformRequest): Promise<Answer> {
      const target = functions.get(name)
      if (target) return target.request(request)
      const answer = failureAnswer(failures.unknownFunction(name), request.requestId, false)
      return { ...answer, instance: '', cold: false }
    },

    /**
     * Calls an event function as the Invoke API would, with any event that JSON can carry. Never
     * rejects for what the function does: failures are results.
     */
    invoke,

    /**
     * The bundle has changed: the next call sees the new one, running calls finish where they
     * began.
     */
    reload(name: string): void {
      functions.get(name)?.reload()
    },

    /**
     * Ends everything, busy or frozen; resolves when no process is left. Calls under way are
     * answered 499.
     */
    async stop(): Promise<void> {
      timers.stop()
      await Promise.all([...functions.values()].map((running) => running.stop()))
      await watchdog.stop()
    }
  }
}
