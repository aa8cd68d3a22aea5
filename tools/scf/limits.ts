import type { Child } from './child'
import { failures, type Failure } from './errors'
import type { FunctionSettings } from '../serverless-yml'

/** 6 MB: cloud.tencent.com/document/product/583/11637 */
export const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024

/** How often a running call's memory is looked at */
const WATCH_MS = 50

export interface Limits {
  /** undefined: as long as it likes */
  timeMs?: number
  onTimeout: () => Failure
  onExit: () => Failure
  /** Hears how much memory the process uses, in MB, while and after it works */
  onMeasure: (usedMb: number) => void
}

/**
 * Waits for `work` that `child` does, at most until it breaks a limit or dies; then rejects with
 * the platform's failure. Ending the child is the caller's job.
 */
export function withinLimits<Value>(
  child: Child,
  { memoryMb }: FunctionSettings,
  limits: Limits,
  work: Promise<Value>
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const { timeMs = Infinity } = limits
    const startedAt = performance.now()
    // one timer does both jobs: a warm call should cost little more than its messages
    let timer = setTimeout(look, Math.min(timeMs, WATCH_MS))
    const unwatch = child.whenGone(() =>
      fail(child.ranOutOfHeap() ? failures.memoryLimit(memoryMb) : limits.onExit())
    )

    function look(): void {
      const leftMs = timeMs - (performance.now() - startedAt)
      // timers may come a little early
      if (leftMs < 1) fail(limits.onTimeout())
      else if (measure()) timer = setTimeout(look, Math.min(leftMs, WATCH_MS))
    }
    /** False when it uses too much, and the failure is out */
    function measure(): boolean {
      const usedMb = child.usedMb()
      if (usedMb === undefined) return true
      limits.onMeasure(usedMb)
      if (usedMb <= memoryMb) return true
      fail(failures.memoryLimit(memoryMb))
      return false
    }
    function stop(): void {
      clearTimeout(timer)
      unwatch()
    }
    function fail(failure: Failure): void {
      stop()
      reject(failure)
    }
    work.then((value) => {
      if (!measure()) return
      stop()
      resolve(value)
    }, fail)
  })
}
