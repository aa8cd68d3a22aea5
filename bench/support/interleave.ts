import { percentile } from './percentile'

/** One way to do the measured thing. */
export interface Variant {
  run(): Promise<unknown>
  /** CPU time so far in µs, where another process does the work; default: this process's. */
  cpuUs?(): Promise<number>
}

/** Times in ms, CPU in µs per run. */
export interface Timing {
  p10: number
  p50: number
  cpuUs: number
}

/** Runs of a variant in a row, long enough for the clock of CPU time. */
const RUNS = 10

/**
 * Runs each variant in each round, in random order, so that whatever else the machine does affects
 * all alike.
 */
export async function interleave<Name extends string>(
  variants: Record<Name, Variant>,
  { rounds, warmUp = 20 }: { rounds: number; warmUp?: number }
): Promise<Record<Name, Timing>> {
  const names = Object.keys(variants) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]]))
  const cpu = Object.fromEntries(names.map((name) => [name, 0]))
  for (let round = -warmUp; round < rounds; round++)
    for (const name of shuffled(names)) {
      const { run, cpuUs = ownCpuUs } = variants[name]
      const before = await cpuUs()
      for (let i = 0; i < RUNS; i++) {
        const startedAt = performance.now()
        await run()
        if (round >= 0) times[name]?.push(performance.now() - startedAt)
      }
      if (round >= 0) cpu[name] = (cpu[name] ?? 0) + (await cpuUs()) - before
    }
  const summaries = names.map((name) => {
    const all = times[name] ?? []
    const cpuUs = (cpu[name] ?? NaN) / all.length
    return [name, { p10: percentile(all, 0.1), p50: percentile(all, 0.5), cpuUs }]
  })
  return Object.fromEntries(summaries) as Record<Name, Timing>
}

function ownCpuUs(): Promise<number> {
  const { user, system } = process.cpuUsage()
  return Promise.resolve(user + system)
}

function shuffled<T>(all: T[]): T[] {
  return all
    .map((one) => ({ one, order: Math.random() }))
    .sort((left, right) => left.order - right.order)
    .map(({ one }) => one)
}
