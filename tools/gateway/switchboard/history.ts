import { appendFileSync, existsSync, readFileSync } from 'node:fs'

/** One line of the file. The last one decides what the environment serves. */
interface HistoryEntry {
  /** ISO. */
  at: string
  action: 'publish' | 'rollback'
  version: number
  note: string
}

/** What was published and rolled back, oldest first: one JSON object per line, append-only. */
export function createHistory(file: string, clock: () => Date) {
  return {
    file,

    /** Throws an Error that names the line that cannot be read. */
    entries(): HistoryEntry[] {
      if (!existsSync(file)) return []
      const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
      return lines.map((line, i) => {
        try {
          return JSON.parse(line) as HistoryEntry
        } catch {
          throw new Error(`${file}:${i + 1}: this is not a line of the history`)
        }
      })
    },

    add(action: HistoryEntry['action'], version: number, note: string): void {
      const entry: HistoryEntry = { at: clock().toISOString(), action, version, note }
      appendFileSync(file, `${JSON.stringify(entry)}\n`)
    }
  }
}
