import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const usualFolders = [
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

/** The server programs on PATH and in the usual folders of Linux, macOS and Windows; each once, whatever its names. */
export function installedFiles(): string[] {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const folders = process.platform === 'win32' ? windowsFolders() : usualFolders
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const files = [...onPath, ...folders]
    .flatMap((folder) => [join(folder, `mysqld${suffix}`), join(folder, `mariadbd${suffix}`)])
    .filter(existsSync)
  const byProgram = new Map(files.reverse().map((file) => [realpathSync(file), file]))
  return [...byProgram.values()].reverse()
}

// C:\Program Files\MySQL\MySQL Server 8.4\bin, C:\Program Files\MariaDB 11.4\bin
function windowsFolders(): string[] {
  const root = process.env.ProgramFiles ?? 'C:\\Program Files'
  return [
    ...subfolders(join(root, 'MySQL')),
    ...subfolders(root).filter((folder) => /[\\/]MariaDB[^\\/]*$/.test(folder))
  ].map((folder) => join(folder, 'bin'))
}

function subfolders(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).map((name) => join(folder, name))
}
