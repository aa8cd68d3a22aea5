import { existsSync, readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { download, type DownloadOptions, openDownloaded } from './downloads'
import { MARIADB } from './fetch-mariadb'
import { MYSQL } from './fetch-mysql'
import { inspectProgram, type ServerProgram } from './program'

interface FindOptions extends DownloadOptions {
  /** Receives a line for each attempt that failed. */
  tried: string[]
}

type Attempt = [name: string, find: () => Promise<ServerProgram | undefined>]

const USUAL_FOLDERS = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/libexec',
  '/opt/homebrew/opt/mysql/bin',
  '/opt/homebrew/opt/mysql@8.4/bin',
  '/opt/homebrew/opt/mariadb/bin',
  '/usr/local/opt/mysql/bin',
  '/usr/local/opt/mysql@8.4/bin',
  '/usr/local/opt/mariadb/bin',
  '/usr/local/mysql/bin'
]
const REMEDIES = `One of these helps:
  Debian, Ubuntu   sudo apt-get install mariadb-server-core
  Fedora           sudo dnf install mariadb-server
  macOS            brew install mariadb
  Windows          winget install MariaDB.Server
  anywhere         docker run -d -p 3306:3306 -e MYSQL_ROOT_PASSWORD=local -e MYSQL_DATABASE=app mysql:8.4
                   and DATABASE_URL=mysql://root:local@127.0.0.1:3306/app`

/**
 * The server programs that run on this machine, best first: the one that MYSQLD names (then no
 * other), installed ones, downloaded ones, and finally those that can be downloaded. Each is looked
 * for only when the caller asks for it.
 */
export async function* findPrograms(options: FindOptions): AsyncGenerator<ServerProgram> {
  const { tried, signal } = options
  for (const [name, find] of listAttempts(options)) {
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

/**
 * The error when no server can be started: what was tried, and a command to type on each system.
 */
export function noServerError(tried: string[]): Error {
  const lines = tried.map((line) => `  - ${line.replaceAll('\n', '\n    ')}`)
  const title = 'no MySQL or MariaDB server could be started. Tried:'
  return new Error([title, ...lines, REMEDIES].join('\n'))
}

function listAttempts(options: FindOptions): Attempt[] {
  const { MYSQLD } = process.env
  if (MYSQLD) return [[`MYSQLD=${MYSQLD}`, () => inspectProgram(MYSQLD)]]
  const installed = installedFiles()
  if (!installed.length) options.tried.push('no mysqld or mariadbd on PATH or in the usual folders')
  return [
    ...installed.map((file): Attempt => [file, () => inspectProgram(file)]),
    ['downloaded MariaDB', () => openDownloaded(MARIADB)],
    ['downloaded MySQL', () => openDownloaded(MYSQL)],
    ['downloading MariaDB with apt-get', () => download(MARIADB, options)],
    ['downloading MySQL with mysql-memory-server', () => download(MYSQL, options)]
  ]
}

/**
 * The server programs on PATH and in the usual folders, each only once even if it has two names.
 */
function installedFiles(): string[] {
  const isWindows = process.platform === 'win32'
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const names = ['mysqld', 'mariadbd'].map((name) => (isWindows ? `${name}.exe` : name))
  const files = [...onPath, ...(isWindows ? windowsFolders() : USUAL_FOLDERS)]
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .filter(existsSync)
  // a Map keeps the last of several names, and the first is wanted
  const byProgram = new Map(files.reverse().map((file) => [realpathSync(file), file]))
  return [...byProgram.values()].reverse()
}

// C:\Program Files\MySQL\MySQL Server 8.4\bin, C:\Program Files\MariaDB 11.4\bin
function windowsFolders(): string[] {
  const root = process.env.ProgramFiles ?? 'C:\\Program Files'
  return [
    ...subfolders(path.join(root, 'MySQL')),
    ...subfolders(root).filter((folder) => path.basename(folder).startsWith('MariaDB'))
  ].map((folder) => path.join(folder, 'bin'))
}

function subfolders(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : []
}
