import { type PlatformError, platformErrors } from '../../common/platform-errors'
import { type FunctionSettings } from '../../serverless-yml'
import { type Child } from './child'

/** How often the memory of a running call is measured */
const MEASURE_MS = 50

export interface CallLimits {
  /** undefined: no limit */
  timeMs?: number
  onTimeout(): PlatformError
  onExit(): PlatformError
  /** Receives how much memory the process uses, in MB, during the work and after it */
  onMeasure(usedMb: number): void
}

/**
 * Waits for `work` that `child` does, until it is done, breaks a limit or the child dies; the last
 * two reject with the platform's error. Ending the child is up to the caller.
 */
export function withinLimits<Value>(
  child: Child,
  { memoryMb }: FunctionSettings,
  limits: CallLimits,
  work: Promise<Value>
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const { timeMs = Infinity } = limits
    const startedAt = performance.now()
    // one timer for time and memory: a warm call should cost little more than its messages
    let timer = setTimeout(check, Math.min(timeMs, MEASURE_MS))
    const unwatch = child.whenGone(() =>
      fail(child.ranOutOfHeap() ? platformErrors.memoryLimit(memoryMb) : limits.onExit())
    )

    function check(): void {
      const leftMs = timeMs - (performance.now() - startedAt)
      // timers may fire a little early
      if (leftMs < 1) fail(limits.onTimeout())
      else if (keepsToMemory()) timer = setTimeout(check, Math.min(leftMs, MEASURE_MS))
    }
    /** Measures; false when that is too much, and the failure is reported. */
    function keepsToMemory(): boolean {
      const usedMb = child.usedMb()
      if (usedMb === undefined) return true
      limits.onMeasure(usedMb)
      if (usedMb <= memoryMb) return true
      fail(platformErrors.memoryLimit(memoryMb))
      return false
    }
    function stop(): void {
      clearTimeout(timer)
      unwatch()
    }
    function fail(error: PlatformError): void {
      stop()
      reject(error)
    }
    work.then((value) => {
      if (!keepsToMemory()) return
      stop()
      resolve(value)
    }, fail)
  })
}
