import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type RowDataPacket } from 'mysql2'
import { parseDatabaseUrl } from '../contract/door/database-url'
import { withConnection } from './connection'
import { takeOwnership } from './data-folder'
import { prepareDatadir } from './datadir'
import { findPrograms, noServerError } from './find-program'
import { launch } from './launch'
import { type ServerProgram } from './program'
import { readRecord, stopLeftOver } from './server-record'

export { throwAwayDir } from './data-folder'

export interface MysqlServer {
  /** mysql://user:password@127.0.0.1:port/app */
  url: string
  /** For people: 'MariaDB 10.11.18 (/usr/sbin/mariadbd)' */
  description: string
  /** Shuts the server down, by force after 2.5 s. May be called again. */
  stop(): Promise<void>
}

interface StartOptions {
  /** Keeps the data, which the next start finds again. */
  dir: string
  onProgress?: (line: string) => void
  /** Cancels the start; a server that has started is ended by `stop`. */
  signal?: AbortSignal
}

const CHECK_MS = 5_000

/**
 * Starts a private server with its data in `dir`, on 127.0.0.1 only, with a user and a database
 * called app. First ends a server that a dead launcher left in `dir`. Rejects when another launcher
 * is using `dir`, when there is no server program (the message lists what was tried), or when the
 * server dies (the message ends with the last lines of its log).
 */
export async function startMysql(options: StartOptions): Promise<MysqlServer> {
  const dir = path.resolve(options.dir)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const release = await takeOwnership(dir)
  try {
    await stopLeftOver(dir)
    const { program, home } = await chooseProgram({ ...options, dir })
    const server = await launch({ ...options, program, dir, home, previous: readRecord(dir) })
    const stop = () => server.stop().finally(release)
    return { url: server.url, description: program.description, stop }
  } catch (error) {
    await release()
    throw error
  }
}

/**
 * The database that the environment asks for: the server at `url`, which `stop` leaves running, or
 * without a `url` a private one in `dir`. Rejects within 5 s when `url` cannot be used; the message
 * contains the host and the server's error code, never the password.
 */
export async function useDatabase(options: StartOptions & { url?: string }): Promise<MysqlServer> {
  const { url } = options
  if (!url) return startMysql(options)
  const host = parseDatabaseUrl(url)?.host
  if (!host)
    throw new Error('DATABASE_URL is not of the form mysql://user:password@host:port/database')
  return { url, description: await describe(url, host), stop: async () => undefined }
}

/**
 * Only creating a datadir shows whether a program works here: AppArmor or SELinux may forbid an
 * installed one to write outside its own folder. Then the next one is tried.
 */
async function chooseProgram({
  dir,
  onProgress = () => undefined,
  signal
}: StartOptions): Promise<{ program: ServerProgram; home: string }> {
  const tried: string[] = []
  for await (const program of findPrograms({ onProgress, signal, tried })) {
    try {
      return { program, home: await prepareDatadir(program, { dir, onProgress, signal }) }
    } catch (error) {
      signal?.throwIfAborted()
      tried.push(`${program.description}: ${(error as Error).message}`)
      onProgress(`${program.description} cannot be used here`)
    }
  }
  throw noServerError(tried)
}

async function describe(url: string, host: string): Promise<string> {
  try {
    const version = await withConnection({ uri: url }, CHECK_MS, async (sql) => {
      const [rows] = await sql.query<RowDataPacket[]>('SELECT VERSION() AS version')
      return String(rows[0]?.version)
    })
    return `${/mariadb/i.test(version) ? 'MariaDB' : 'MySQL'} ${version} at ${host}`
  } catch (error) {
    // not as the cause: mysql2 may quote the URL, and with it the password
    const code = (error as NodeJS.ErrnoException).code ?? 'no error code'
    throw new Error(`DATABASE_URL: the database at ${host} cannot be used (${code})`)
  }
}
