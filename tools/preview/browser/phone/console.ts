import { report } from '../reports'

const LEVELS = ['log', 'info', 'warn', 'error', 'debug'] as const
/** Enough to see what it is. */
const MAX_CHARACTERS = 500

/** Shows on the panel, too, what the mini-program writes to the console. */
export function watchConsole(): void {
  for (const level of LEVELS) {
    const write = console[level].bind(console)
    console[level] = (...values: unknown[]) => {
      write(...values)
      const text = values.map(describe).join(' ').slice(0, MAX_CHARACTERS)
      report({ kind: 'console', level, text })
    }
  }
}

export function describe(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Error) return `${value.name}: ${value.message}`
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}
