import path from 'node:path'
import { run } from './run'

/** A server program that runs on this machine. */
export interface ServerProgram {
  file: string
  kind: 'mariadb' | 'mysql'
  /** '10.11' of 10.11.18: programs that differ in it cannot share a datadir. */
  series: string
  /** For people: 'MariaDB 10.11.18 (/usr/sbin/mariadbd)' */
  description: string
  /** The folder above `sbin` or `bin`, which has MariaDB's own files. */
  base: string
  /** Added to the launcher's environment. */
  env: Record<string, string>
}

const OLDEST = { mariadb: [10, 6], mysql: [8, 0] } as const
const VERSION_MS = 10_000
const MYSQL_FLAGS = [
  '--mysqlx=OFF',
  '--skip-log-bin',
  '--loose-innodb-redo-log-capacity=8M',
  // Debian's MySQL refuses to start without the folder compiled into it
  '--secure-file-priv=NULL'
]

/**
 * Finds out what `file` is. Rejects when it does not run, is not a server, or is older than MySQL
 * 8.0 or MariaDB 10.6.
 */
export async function inspectProgram(
  file: string,
  env: Record<string, string> = {}
): Promise<ServerProgram> {
  const output = await run(file, ['--no-defaults', '--version'], { env, timeoutMs: VERSION_MS })
  const [, version, major, minor] = /Ver ((\d+)\.(\d+)\.\d+)/.exec(output) ?? []
  if (!version) throw new Error(`not a server: --version prints "${output.trim().slice(0, 100)}"`)
  const kind = /mariadb/i.test(output.replace(file, '')) ? 'mariadb' : 'mysql'
  const name = kind === 'mariadb' ? 'MariaDB' : 'MySQL'
  const [oldestMajor, oldestMinor] = OLDEST[kind]
  const isTooOld =
    Number(major) < oldestMajor || (Number(major) === oldestMajor && Number(minor) < oldestMinor)
  if (isTooOld)
    throw new Error(`${name} ${version} is too old: it must be ${OLDEST[kind].join('.')} or newer`)
  const base = path.dirname(path.dirname(file))
  const description = `${name} ${version} (${file})`
  return { file, kind, series: `${major}.${minor}`, description, base, env }
}

/** The flags with which a datadir is created, and opened ever after. */
export function serverFlags({ kind, base }: ServerProgram, datadir: string): string[] {
  return [
    '--no-defaults', // must come first
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    `--datadir=${datadir}`,
    `--tmpdir=${tmpdirOf(datadir)}`,
    '--skip-name-resolve',
    ...(kind === 'mariadb' ? [`--basedir=${base}`, '--innodb-log-file-size=8M'] : MYSQL_FLAGS)
  ]
}

/**
 * A server's folder for temporary tables, beside its datadir. It must not be shared: MariaDB, when
 * it starts, deletes every temporary table that it finds there.
 */
export function tmpdirOf(datadir: string): string {
  return path.join(path.dirname(datadir), 'tmp')
}
