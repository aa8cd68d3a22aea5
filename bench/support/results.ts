import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import path from 'node:path'

/** What was measured last, by bench, with where and when. */
export type Results = Record<string, Result | undefined>

interface Result {
  date: string
  machine: string
  node: string
  /** The load average when it ended. */
  load: number
  figures: Record<string, number>
}

const FILE = path.resolve(__dirname, '../results.json')
const DIGITS = 3

/** Replaces a bench's figures in bench/results.json; the others stay. */
export function saveResults(name: string, figures: Record<string, number>): void {
  const rounded = Object.entries(figures).map(([key, value]) => [
    key,
    Number(value.toPrecision(DIGITS))
  ])
  const measured: Result = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
    node: process.version,
    load: Number(loadavg()[0]?.toFixed(1)),
    figures: Object.fromEntries(rounded) as Record<string, number>
  }
  const results = { ...readResults(), [name]: measured }
  writeFileSync(FILE, `${JSON.stringify(results, null, 2)}\n`)
}

export function readResults(): Results {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Results
  } catch {
    return {}
  }
}
