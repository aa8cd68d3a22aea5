import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { saveResults } from './results'
import { readCount } from './usage'

/** Figures by name, and the most that each may be. */
export type Figures = Record<string, number>

export interface BenchOptions {
  /** The best of three runs must be within the limits. */
  check?: boolean
  /** One short run must be within loose limits; what is counted must be exact. */
  quick?: boolean
  json?: boolean
  /** Keep the figures in bench/results.json. */
  save?: boolean
  rounds: number
}

interface Judged {
  figures: Figures
  /** The names of those beyond their limit. */
  exceeded: string[]
}

const BEST_OF = 3
/** How far beyond its limit a ratio may be in a quick run, beside whatever else the machine does. */
const LOOSE = 3
const COUNTED = ['questions', 'commits', 'connections', 'loginBundleKb']

/** The options that benches have in common; `defaults` are the numbers of rounds. */
export function readOptions(
  args: string[],
  defaults: { rounds: number; quick: number }
): BenchOptions {
  const flag = { type: 'boolean' } as const
  const options = {
    check: flag,
    quick: flag,
    json: flag,
    save: flag,
    rounds: { type: 'string' }
  } as const
  const { rounds, ...values } = parseArgs({ args, options }).values
  const usual = values.quick ? defaults.quick : defaults.rounds
  return { ...values, rounds: rounds === undefined ? usual : readCount('rounds', rounds) }
}

/**
 * Measures once, or with `check` up to three times until all figures are within their limits in
 * bench/limits.json: other work on the machine only ever makes them worse. Prints the figures and
 * returns the exit code.
 */
export async function judge(
  name: string,
  measure: () => Promise<Figures>,
  { check, quick, json, save }: BenchOptions
): Promise<number> {
  const written = readLimits(name)
  const limits = limitsInForce(written, quick ? LOOSE : 1)
  let best: Judged | undefined
  for (let run = 0; run < (check ? BEST_OF : 1) && best?.exceeded.length !== 0; run++) {
    const figures = await measure()
    const exceeded = Object.keys(limits).filter((key) =>
      isExceeded(figures[key], key, limits[key]!)
    )
    if (!best || exceeded.length < best.exceeded.length) best = { figures, exceeded }
  }
  const { figures = {}, exceeded = [] } = best ?? {}
  if (json) console.log(JSON.stringify({ [name]: figures, load: loadavg()[0] }, null, 2))
  else print(figures, limits, written)
  if (save) saveResults(name, figures)
  return (check || quick) && exceeded.length ? 1 : 0
}

/** Without a network there is no peer to compare with. */
function isExceeded(value: number | undefined, key: string, limit: number): boolean {
  if (value === undefined && key.endsWith('ToPeer')) return false
  return !((value ?? NaN) <= limit)
}

/** A limit that holds; where it is above what was aimed for, with the goal. */
type WrittenLimit = number | { limit: number; goal: number }

function readLimits(name: string): Record<string, WrittenLimit> {
  const file = path.resolve(__dirname, '../limits.json')
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<
    string,
    Record<string, WrittenLimit> | undefined
  >
  return all[name] ?? {}
}

function limitsInForce(written: Record<string, WrittenLimit>, looseness: number): Figures {
  const inForce = Object.entries(written).map(([key, value]) => {
    const limit = typeof value === 'number' ? value : value.limit
    return [key, COUNTED.includes(key) ? limit : Number((limit * looseness).toFixed(2))]
  })
  return Object.fromEntries(inForce) as Figures
}

function print(figures: Figures, limits: Figures, written: Record<string, WrittenLimit>): void {
  for (const [key, value] of Object.entries(figures)) {
    const limit = limits[key]
    const verdict =
      limit === undefined ? '' : value <= limit ? `at most ${limit}` : `BEYOND ${limit}`
    const wanted = written[key]
    const goal = typeof wanted === 'object' ? `, goal ${wanted.goal}` : ''
    console.log(`${key.padEnd(58)}${value.toFixed(2).padStart(9)}  ${verdict}${goal}`)
  }
  console.log(`load average ${loadavg()[0]?.toFixed(1)}`)
}
