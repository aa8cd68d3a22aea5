import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { saveResults } from './results'
import { readCount } from './usage'

/** Figures by name, and the most that each may be. */
export type Figures = Record<string, number>

export interface JudgeOptions {
  /** The best of three runs must be within the limits. */
  check?: boolean
  /** One short run must be within loose limits; what is counted must be exact. */
  quick?: boolean
  json?: boolean
  /** Keep the figures in bench/results.json. */
  save?: boolean
}

export interface BenchOptions extends JudgeOptions {
  rounds: number
}

/** For parseArgs: the options of whatever is judged. */
export const JUDGE_FLAGS = {
  check: { type: 'boolean' },
  json: { type: 'boolean' },
  save: { type: 'boolean' }
} as const

interface Judged {
  figures: Figures
  /** The names of those beyond their limit. */
  exceeded: string[]
}

/** A figure with a limit, as it was judged; without a value where it could not be measured. */
export interface Judgement {
  bench: string
  figure: string
  value: number | undefined
  limit: number
  goal: number | undefined
  isExceeded: boolean
}

/** Whatever this process has judged so far, for its summary. */
export const judgements: Judgement[] = []

const BEST_OF = 3
/** How far beyond its limit a ratio may be in a quick run, beside whatever else the machine does. */
const LOOSE = 3
const COUNTED = [
  ...['questions', 'commits', 'connections', 'loginBundleKb', 'leftOut', 'doubled', 'serverErrors'],
  ...['unanswered', 'miscounted', 'unaccounted', 'repeatedMessages', 'failed', 'starved']
]

/** The options that benches have in common; `defaults` are the numbers of rounds. */
export function readOptions(
  args: string[],
  defaults: { rounds: number; quick: number }
): BenchOptions {
  const options = {
    ...JUDGE_FLAGS,
    quick: { type: 'boolean' },
    rounds: { type: 'string' }
  } as const
  const { rounds, ...values } = parseArgs({ args, options }).values
  const usual = values.quick ? defaults.quick : defaults.rounds
  return { ...values, rounds: rounds === undefined ? usual : readCount('rounds', rounds) }
}

/**
 * Measures once, or with `check` up to three times until all figures are within their limits in
 * bench/limits.json: other work on the machine only ever makes them worse. It does not change what is
 * counted, so that is not measured again. Prints the figures and returns the exit code.
 */
export async function judge(
  name: string,
  measure: () => Promise<Figures>,
  { check, quick, json, save }: JudgeOptions
): Promise<number> {
  const written = readLimits()[name] ?? {}
  const limits = limitsInForce(written, quick ? LOOSE : 1)
  let best: Judged | undefined
  for (let run = 0; run < (check ? BEST_OF : 1); run++) {
    const figures = await measure()
    const exceeded = Object.keys(limits).filter((key) =>
      isExceeded(figures[key], key, limits[key]!)
    )
    const isFinal = !exceeded.length || exceeded.some((key) => COUNTED.includes(key))
    if (!best || isFinal || exceeded.length < best.exceeded.length) best = { figures, exceeded }
    if (isFinal) break
  }
  const { figures = {}, exceeded = [] } = best ?? {}
  if (json) console.log(JSON.stringify({ [name]: figures, load: loadavg()[0] }, null, 2))
  else print(figures, limits, written)
  if (save) saveResults(name, figures)
  for (const [figure, limit] of Object.entries(limits)) {
    const [value, { goal }] = [figures[figure], limitOf(written[figure])]
    const isExceeded = exceeded.includes(figure)
    judgements.push({ bench: name, figure, value, limit, goal, isExceeded })
  }
  return (check || quick) && exceeded.length ? 1 : 0
}

/** Without a network there is no peer to compare with. */
function isExceeded(value: number | undefined, key: string, limit: number): boolean {
  if (value === undefined && key.endsWith('ToPeer')) return false
  return !((value ?? NaN) <= limit)
}

/** A limit that holds; where it is above what was aimed for, with the goal. */
type WrittenLimit = number | { limit: number; goal: number }

/** By bench and figure. */
export type Limits = Record<string, Record<string, WrittenLimit> | undefined>

export function readLimits(): Limits {
  const file = path.resolve(__dirname, '../limits.json')
  return JSON.parse(readFileSync(file, 'utf8')) as Limits
}

export function limitOf(written?: WrittenLimit): { limit?: number; goal?: number } {
  return typeof written === 'number' ? { limit: written } : (written ?? {})
}

function limitsInForce(written: Record<string, WrittenLimit>, looseness: number): Figures {
  const inForce = Object.entries(written).map(([key, value]) => {
    const { limit = NaN } = limitOf(value)
    return [key, COUNTED.includes(key) ? limit : Number((limit * looseness).toFixed(2))]
  })
  return Object.fromEntries(inForce) as Figures
}

function print(figures: Figures, limits: Figures, written: Record<string, WrittenLimit>): void {
  for (const [key, value] of Object.entries(figures)) {
    const limit = limits[key]
    const verdict =
      limit === undefined ? '' : value <= limit ? `at most ${limit}` : `BEYOND ${limit}`
    const { goal } = limitOf(written[key])
    const wanted = goal === undefined ? '' : `, goal ${goal}`
    console.log(`${key.padEnd(58)}${value.toFixed(2).padStart(9)}  ${verdict}${wanted}`)
  }
  console.log(`load average ${loadavg()[0]?.toFixed(1)}`)
}
