import { realpathSync } from 'node:fs'
import type { RowDataPacket } from 'mysql2'
import { withConnection } from './connection'
import { lives, signalTo, waitUntil } from '../common/processes'
import { readRecord, type ServerRecord } from './record'

export interface EndableProcess {
  isGone(): boolean
  /** Absent where nobody can say for sure that the pid is still the server's */
  kill?: (signal: NodeJS.Signals) => void
}

const patienceMs = 2_500

/** Ends a server: asks it by SQL, else by signal, and when it has not gone after 2.5 s, by force. */
export async function shutDown(
  server: ServerRecord,
  { isGone, kill }: EndableProcess
): Promise<void> {
  if (isGone()) return
  const asked = await askToShutDown(server)
  if (!asked && !kill) return
  if (!asked) kill?.('SIGTERM')
  if (await waitUntil(isGone, patienceMs)) return
  kill?.('SIGKILL')
  if (await waitUntil(isGone, 5_000)) return
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

// SQL and not a signal first: Windows has no signal for an orderly end, and only the server that knows this password
// and serves this datadir obeys.
async function askToShutDown({ port, password, datadir }: ServerRecord): Promise<boolean> {
  try {
    return await withConnection(
      { host: '127.0.0.1', port, user: 'app', password },
      1_000,
      async (sql) => {
        const [rows] = await sql.query<RowDataPacket[]>('SELECT @@datadir AS datadir')
        if (realpathSync(String(rows[0]?.datadir)) !== realpathSync(datadir)) return false
        await sql.query('SHUTDOWN')
        return true
      }
    )
  } catch {
    return false
  }
}
