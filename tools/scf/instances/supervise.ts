import { PlatformError, platformErrors } from '../../common/platform-errors'
import { type FunctionSettings } from '../../serverless-yml'
import { type Child } from './child'
import { type CallLimits, withinLimits } from './limits'
import { type CallOutcome, type Instance } from './outcome'

interface SuperviseOptions {
  /** A debugger may pause it: no time limits */
  debug: boolean
  /** Its process is stopped between calls, as the platform does */
  freeze: boolean
  /** The runtime is ending: whatever dies now was cancelled */
  isStopped(): boolean
}

/** An instance under the platform's limits. */
export interface SupervisedInstance<Payload, Value> {
  child: Child
  /** Never rejects; after a `fatal` outcome the instance must not be used again. */
  call(payload: Payload): Promise<{ outcome: CallOutcome<Value>; fatal: boolean }>
}

export function supervise<Payload, Value>(
  settings: FunctionSettings,
  instance: Instance<Payload, Value>,
  options: SuperviseOptions
): SupervisedInstance<Payload, Value> {
  const { child } = instance
  const startedAt = performance.now()
  let cold = true
  const started = withinLimits(child, settings, limits('init'), instance.ready).then(
    () => performance.now() - startedAt
  )
  // calls that wait for it get its failure; there may be none
  started.catch(() => undefined)

  function limits(
    stage: 'init' | 'call',
    onMeasure: CallLimits['onMeasure'] = () => undefined
  ): CallLimits {
    const isInit = stage === 'init'
    const seconds = isInit ? settings.initTimeoutSeconds : settings.timeoutSeconds
    return {
      timeMs: options.debug ? undefined : seconds * 1000,
      onTimeout() {
        if (!isInit) return platformErrors.timeLimit(seconds)
        if (settings.type === 'web') return platformErrors.portNotBound()
        return platformErrors.initTimeLimit(seconds)
      },
      onExit() {
        if (options.isStopped()) return platformErrors.cancelled()
        const exited = isInit ? platformErrors.exitedAtStart : platformErrors.exitedWhileRunning
        return exited(child.fatalError())
      },
      onMeasure
    }
  }

  return {
    child,
    async call(payload) {
      const about: Omit<CallOutcome<Value>, 'value' | 'failure'> = {
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
        const result = await withinLimits(child, settings, limits('call', peak), work)
        return { outcome: { ...about, ...result }, fatal: false }
      } catch (failure) {
        if (!(failure instanceof PlatformError)) throw failure
        const now = performance.now()
        if (calledAt === undefined) about.initMs = now - startedAt
        else about.ms = now - calledAt
        return { outcome: { ...about, failure }, fatal: true }
      }
    }
  }
}
