import { type BenchCall, load, type Loaded, type LoadOptions } from './load'
import { type MeasuredServer } from './server'

export interface Row extends Loaded {
  server: string
  call: string
  load: LoadName
  cpuMicrosPerRequest: number
}

/**
 * same: the same number of calls per second for every server, below the limits of all; only here can
 * CPU times be compared, since a server at its limit is woken less often and writes more at once.
 * full: as fast as it answers.
 */
export type LoadName = 'same' | 'full'

const LOADS: Record<LoadName, Omit<LoadOptions, 'seconds'>> = {
  same: { connections: 50, requestsPerSecond: 2500 },
  full: { connections: 50 }
}

/** Measures one call on one server: CPU time per request, and throughput. */
export async function measure(
  server: MeasuredServer,
  call: BenchCall,
  { load: name, seconds }: { load: LoadName; seconds: number }
): Promise<Row> {
  const before = await server.cpuMicros()
  const loaded = await load(server.url, call, { ...LOADS[name], seconds })
  const cpuMicros = (await server.cpuMicros()) - before
  return {
    ...loaded,
    server: server.name,
    call: call.name,
    load: name,
    cpuMicrosPerRequest: cpuMicros / Math.max(1, loaded.requests)
  }
}

/** The median of several rounds for each figure; the sum of failures. */
export function summarize(rows: Row[]): Row {
  const [first] = rows
  if (!first) throw new Error('nothing was measured')
  const middle = (of: (row: Row) => number) => median(rows.map(of))
  return {
    ...first,
    requests: rows.reduce((sum, row) => sum + row.requests, 0),
    failed: rows.reduce((sum, row) => sum + row.failed, 0),
    perSecond: middle((row) => row.perSecond),
    p50Ms: middle((row) => row.p50Ms),
    p99Ms: middle((row) => row.p99Ms),
    cpuMicrosPerRequest: middle((row) => row.cpuMicrosPerRequest)
  }
}

export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}
