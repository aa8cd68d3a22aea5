import { type Latency } from '../../contract/mock-model'

/** By how many standard deviations the 99th percentile is above the median. */
const Z99 = 2.326

/**
 * One delay in ms: log-normal, as response times are, with the given median and 99th percentile.
 * `random` returns numbers from 0 to 1, 1 excluded.
 */
export function sampleLatency({ p50, p99 }: Latency, random: () => number): number {
  if (p50 === p99 || p50 === 0) return p50
  const sigma = Math.log(p99 / p50) / Z99
  return p50 * Math.exp(sigma * gaussian(random))
}

/** The Box-Muller transform of two uniform numbers into a normal one. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Does not keep the process alive. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
