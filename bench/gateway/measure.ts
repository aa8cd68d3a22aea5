import { type BenchCall, load, type Loaded, type LoadOptions } from './load'
import { type MeasuredServer } from './server'

interface Measured extends Loaded {
  cpuMicrosPerRequest: number
}

/**
 * same: the same number of calls per second for every server, below the limits of all; only here can
 * CPU times be compared, since a server at its limit is woken less often and writes more at once.
 * full: as fast as it answers.
 */
type LoadName = 'same' | 'full'

const LOADS: Record<LoadName, Omit<LoadOptions, 'seconds'>> = {
  same: { connections: 50, requestsPerSecond: 2500 },
  full: { connections: 50 }
}

/** Measures one call on one server: CPU time per request, and throughput. */
export async function measure(
  server: MeasuredServer,
  call: BenchCall,
  { load: name, seconds }: { load: LoadName; seconds: number }
): Promise<Measured> {
  const before = await server.cpuMicros()
  const loaded = await load(server.url, call, { ...LOADS[name], seconds })
  const cpuMicros = (await server.cpuMicros()) - before
  return { ...loaded, cpuMicrosPerRequest: cpuMicros / Math.max(1, loaded.requests) }
}
