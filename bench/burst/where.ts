import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** CPU seconds and the most memory at once, by part. */
export interface Usage {
  cpuSeconds: Record<string, number>
  peakMb: number
  /** The most function instances at once. */
  peakInstances: number
}

interface Seen {
  part: string
  seconds: number
}

const PERIOD_MS = 250
const TICKS_PER_SECOND = 100
const PAGE_MB = 4096 / 1024 / 1024
const PARTS: [name: string, command: RegExp][] = [
  ['functions', /scf-instance/],
  ['database', /mariadbd|mysqld/],
  ['WeChat', /wechat\.ts/],
  ['build', /watch-program/],
  ['gateway and runtime', /./]
]

/**
 * Watches processes and all that they start, by /proc; elsewhere it sees nothing. A process that ends
 * between two looks is counted up to the last one.
 */
export function watchUsage(...roots: number[]) {
  const seen = new Map<number, Seen>()
  let [peakMb, peakInstances] = [0, 0]

  function look(): void {
    const all = existsSync('/proc/self/stat') ? readAll() : []
    const inTree = new Set(roots)
    // parents have lower ids than their children, nearly always
    for (const { pid, parent } of all) if (inTree.has(parent)) inTree.add(pid)
    const mine = all.filter(({ pid }) => inTree.has(pid))
    for (const { pid, seconds } of mine) {
      const part = seen.get(pid)?.part ?? partOf(pid)
      if (part) seen.set(pid, { part, seconds })
    }
    peakMb = Math.max(peakMb, sum(mine.map(({ pages }) => pages * PAGE_MB)))
    const instances = mine.filter(({ pid }) => seen.get(pid)?.part === 'functions')
    peakInstances = Math.max(peakInstances, instances.length)
  }

  look()
  const before = new Map([...seen].map(([pid, { seconds }]) => [pid, seconds]))
  const ownBefore = process.cpuUsage()
  const timer = setInterval(look, PERIOD_MS)

  return (): Usage => {
    clearInterval(timer)
    look()
    const own = process.cpuUsage(ownBefore)
    const cpuSeconds: Usage['cpuSeconds'] = { 'load generator': (own.user + own.system) / 1e6 }
    for (const [pid, { part, seconds }] of seen)
      cpuSeconds[part] = (cpuSeconds[part] ?? 0) + seconds - (before.get(pid) ?? 0)
    return { cpuSeconds, peakMb, peakInstances }
  }
}

function readAll() {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((pid) => {
    const text = readOrNothing(`/proc/${pid}/stat`)
    // the name, in parentheses, may contain anything
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const field = (number: number) => Number(fields[number - 3])
    const seconds = (field(14) + field(15)) / TICKS_PER_SECOND
    return text ? [{ pid: Number(pid), parent: field(4), seconds, pages: field(24) }] : []
  })
}

function partOf(pid: number): string | undefined {
  const command = readOrNothing(`/proc/${pid}/cmdline`)
  return PARTS.find(([, pattern]) => pattern.test(command))?.[0]
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function sum(all: number[]): number {
  return all.reduce((left, right) => left + right, 0)
}
