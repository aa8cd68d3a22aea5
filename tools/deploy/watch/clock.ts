import { setTimeout as delay } from 'node:timers/promises'

/** Time, for what waits for minutes; tests have one of their own. */
export interface Clock {
  /** Milliseconds since 1970 */
  now(): number
  /** Rejects when `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => delay(ms, undefined, { signal })
}
