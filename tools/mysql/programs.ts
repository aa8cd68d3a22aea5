import { cachedMariadb, fetchMariadb } from './fetch-debian'
import { cachedMysql, fetchMysql } from './fetch-npm'
import { installedFiles } from './installed'
import { inspectProgram, type ServerProgram } from './program'

export interface ProgramOptions {
  onProgress: (line: string) => void
  signal?: AbortSignal
  /** Gets a line for each way that led to no program */
  tried: string[]
}

/**
 * The server programs that run on this machine, best first, each looked for only when asked for: the one that `MYSQLD`
 * names (then no other), installed ones, those fetched earlier, those that can be fetched now.
 */
export async function* serverPrograms(options: ProgramOptions): AsyncGenerator<ServerProgram> {
  const { tried, signal } = options
  for (const [name, find] of ways(options)) {
    signal?.throwIfAborted()
    try {
      const program = await find()
      if (program) yield program
    } catch (error) {
      signal?.throwIfAborted()
      tried.push(`${name}: ${(error as Error).message}`)
    }
  }
}

type Way = [name: string, find: () => Promise<ServerProgram | undefined>]

function ways(options: ProgramOptions): Way[] {
  const named = process.env.MYSQLD
  if (named) return [[`MYSQLD=${named}`, () => inspectProgram(named)]]
  const installed = installedFiles().map((file): Way => [file, () => inspectProgram(file)])
  if (installed.length === 0)
    options.tried.push('no mysqld or mariadbd on PATH or in the usual folders')
  return [
    ...installed,
    ['MariaDB fetched earlier', cachedMariadb],
    ['MySQL fetched earlier', cachedMysql],
    ['MariaDB fetched with apt-get', () => fetchMariadb(options)],
    ['MySQL fetched with mysql-memory-server', () => fetchMysql(options)]
  ]
}
