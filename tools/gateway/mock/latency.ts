import type { Latency } from '../../contract/read/mock-settings'

/** How many standard deviations above the median one call in a hundred is. */
const Z99 = 2.326

/**
 * One delay in ms: log-normal, as answer times are, through the given median and 99th percentile.
 * `random` gives numbers from 0 (excluded) to 1.
 */
export function sampleLatency({ p50, p99 }: Latency, random: () => number): number {
  if (p50 === p99 || p50 === 0) return p50
  const sigma = Math.log(p99 / p50) / Z99
  return p50 * Math.exp(sigma * gaussian(random))
}

/** Box and Muller's way from two even numbers to a normal one. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Does not keep a process alive that wants to end. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
