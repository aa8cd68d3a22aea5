/** What one call takes of each place, in ms. */
interface Demand {
  /** Where calls do not wait for each other: WeChat, the database's disk, the network. */
  elsewhereMs: number
  /** The instance's CPU, which works on one call at a time. */
  ownMs: number
}

/**
 * Calls per second of an instance that always has so many in progress, by mean value analysis: a call
 * that comes finds the queue as it would be without it.
 */
export function predict(inProgress: number, { elsewhereMs, ownMs }: Demand): number {
  let queued = 0
  let perMs = 0
  for (let calls = 1; calls <= inProgress; calls++) {
    const waitMs = ownMs * (1 + queued)
    perMs = calls / (elsewhereMs + waitMs)
    queued = perMs * waitMs
  }
  return perMs * 1000
}
