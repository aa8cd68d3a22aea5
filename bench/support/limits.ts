import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'

/** Figures by name, and the most that each may be. */
export type Figures = Record<string, number>

interface Judged {
  figures: Figures
  /** The names of those beyond their limit. */
  exceeded: string[]
}

const BEST_OF = 3

/**
 * Measures once, or with `check` up to three times until all figures are within their limits in
 * bench/limits.json: other work on the machine only ever makes them worse. Prints the figures and
 * returns the exit code.
 */
export async function judge(
  name: string,
  measure: () => Promise<Figures>,
  { check, json }: { check?: boolean; json?: boolean }
): Promise<number> {
  const limits = readLimits(name)
  let best: Judged | undefined
  for (let run = 0; run < (check ? BEST_OF : 1) && best?.exceeded.length !== 0; run++) {
    const figures = await measure()
    const exceeded = Object.keys(limits).filter((key) => !((figures[key] ?? NaN) <= limits[key]!))
    if (!best || exceeded.length < best.exceeded.length) best = { figures, exceeded }
  }
  const { figures = {}, exceeded = [] } = best ?? {}
  if (json) console.log(JSON.stringify({ [name]: figures, load: loadavg()[0] }, null, 2))
  else print(figures, limits)
  return check && exceeded.length ? 1 : 0
}

function readLimits(name: string): Figures {
  const file = path.resolve(__dirname, '../limits.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Figures>)[name] ?? {}
}

function print(figures: Figures, limits: Figures): void {
  for (const [key, value] of Object.entries(figures)) {
    const limit = limits[key]
    const verdict =
      limit === undefined ? '' : value <= limit ? `at most ${limit}` : `BEYOND ${limit}`
    console.log(`${key.padEnd(58)}${value.toFixed(2).padStart(9)}  ${verdict}`)
  }
  console.log(`load average ${loadavg()[0]?.toFixed(1)}`)
}
