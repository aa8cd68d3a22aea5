import type { Child } from './child'
import { Failure, failures } from './errors'
import { withinLimits, type Limits } from './limits'
import type { Instance, Outcome } from './outcome'
import type { FunctionSettings } from '../serverless-yml'

export interface SupervisedOptions {
  /** A debugger may hold it: no time limits */
  debug: boolean
  /** Its process is stopped between calls, as the platform does */
  freeze: boolean
  /** The runtime is ending: whatever dies now was cancelled */
  isStopped: () => boolean
}

/** An instance under the platform's limits. */
export interface Supervised<Payload, Value> {
  child: Child
  /** Never rejects; after a `fatal` outcome the instance must not be used again. */
  call: (payload: Payload) => Promise<{ outcome: Outcome<Value>; fatal: boolean }>
}

export function supervise<Payload, Value>(
  settings: FunctionSettings,
  instance: Instance<Payload, Value>,
  options: SupervisedOptions
): Supervised<Payload, Value> {
  const { child } = instance
  const startedAt = performance.now()
  let cold = true
  const started = withinLimits(child, settings, limits('init'), instance.ready).then(
    () => performance.now() - startedAt
  )
  // the calls that wait for it hear of its failure; there may be none
  started.catch(() => undefined)

  function limits(stage: 'init' | 'call', onMeasure: Limits['onMeasure'] = () => {}): Limits {
    const init = stage === 'init'
    const seconds = init ? settings.initTimeoutSeconds : settings.timeoutSeconds
    return {
      timeMs: options.debug ? undefined : seconds * 1000,
      onTimeout: () => {
        if (!init) return failures.timeLimit(seconds)
        return settings.type === 'web' ? failures.portNotBound() : failures.initTimeLimit(seconds)
      },
      onExit: () => {
        if (options.isStopped()) return failures.cancelled()
        const exited = init ? failures.exitedAtStart : failures.exitedWhileRunning
        return exited(child.fatalError())
      },
      onMeasure
    }
  }

  return {
    child,
    async call(payload) {
      const about: Omit<Outcome<Value>, 'value' | 'failure'> = {
        instance: child.id,
        cold,
        initMs: 0,
        ms: 0
      }
      cold = false
      let calledAt: number | undefined
      try {
        const initMs = await started
        if (about.cold) about.initMs = initMs
        if (options.freeze) child.thaw()
        calledAt = performance.now()
        const peak = (mb: number) => (about.usedMb = Math.max(mb, about.usedMb ?? 0))
        const work = instance.call(payload)
        const reply = await withinLimits(child, settings, limits('call', peak), work)
        return { outcome: { ...about, ...reply }, fatal: false }
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure
        const now = performance.now()
        if (calledAt === undefined) about.initMs = now - startedAt
        else about.ms = now - calledAt
        return { outcome: { ...about, failure }, fatal: true }
      }
    }
  }
}
