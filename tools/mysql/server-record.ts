import { readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type RowDataPacket } from 'mysql2'
import { lives, type ProcessMark, signalTo, waitUntil } from '../common/processes'
import { withConnection } from './connection'

/** What the next launcher needs in order to end a server left behind, and to reuse its address. */
export interface ServerRecord {
  port: number
  password: string
  datadir: string
  process: ProcessMark
}

interface ServerProcess {
  isGone(): boolean
  /** Undefined where it is not certain that the pid is still the server's. */
  kill?: (signal: NodeJS.Signals) => void
}

const SHUTDOWN_MS = 2_500
const KILL_MS = 5_000
const REQUEST_MS = 1_000

const fileIn = (dir: string) => path.join(dir, 'server.json')

/** The record of the last server in `dir`; undefined when there is none that can be read. */
export function readRecord(dir: string): ServerRecord | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(dir), 'utf8')) as ServerRecord
  } catch {
    return undefined
  }
}

/** Synchronous, so that no server runs unrecorded, and atomic. */
export function writeRecord(dir: string, record: ServerRecord): void {
  const partial = `${fileIn(dir)}.partial`
  writeFileSync(partial, JSON.stringify(record), { mode: 0o600 })
  renameSync(partial, fileIn(dir))
}

/** Ends a server: by SQL, otherwise by a signal, and by force if it has not gone after 2.5 s. */
export async function shutDown(
  server: ServerRecord,
  { isGone, kill }: ServerProcess
): Promise<void> {
  if (isGone()) return
  if (!(await requestShutdown(server))) {
    if (!kill) return
    kill('SIGTERM')
  }
  if (await waitUntil(isGone, SHUTDOWN_MS)) return
  kill?.('SIGKILL')
  if (await waitUntil(isGone, KILL_MS)) return
  throw new Error(`the database server with pid ${server.process.pid} does not end`)
}

/** Ends the server that a dead launcher left in `dir`, if there is one. */
export async function stopLeftOver(dir: string): Promise<void> {
  const server = readRecord(dir)
  if (!server) return
  const isSure = server.process.birth !== ''
  await shutDown(server, {
    isGone: () => !lives(server.process),
    kill: isSure ? (signal) => signalTo(server.process, signal) : undefined
  })
}

/**
 * Windows has no signal for an orderly shutdown, and only the right server has this password and
 * this datadir: hence SQL first. Resolves to whether the server agreed.
 */
async function requestShutdown({ port, password, datadir }: ServerRecord): Promise<boolean> {
  const login = { host: '127.0.0.1', port, user: 'app', password }
  try {
    return await withConnection(login, REQUEST_MS, async (sql) => {
      const [rows] = await sql.query<RowDataPacket[]>('SELECT @@datadir AS datadir')
      if (realpathSync(String(rows[0]?.datadir)) !== realpathSync(datadir)) return false
      await sql.query('SHUTDOWN')
      return true
    })
  } catch {
    return false
  }
}
