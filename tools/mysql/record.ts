import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProcessMark } from '../common/processes'

/** What the next launcher must know: to end a server left over, and to offer the same address again. */
export interface ServerRecord {
  port: number
  password: string
  datadir: string
  process: ProcessMark
}

const fileOf = (dir: string) => join(dir, 'server.json')

export function readRecord(dir: string): ServerRecord | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(dir), 'utf8')) as ServerRecord
  } catch {
    return undefined
  }
}

/** At once and whole, without giving way to anything else: a server must not live unrecorded. */
export function writeRecord(dir: string, record: ServerRecord): void {
  const half = `${fileOf(dir)}.half`
  writeFileSync(half, JSON.stringify(record), { mode: 0o600 })
  renameSync(half, fileOf(dir))
}
