import { dirname } from 'node:path'
import { run } from './run'

/** A server program that was seen to run on this machine. */
export interface ServerProgram {
  file: string
  kind: 'mariadb' | 'mysql'
  /** Three numbers: 10.11.18 */
  version: string
  /** For humans: 'MariaDB 10.11.18 (/usr/sbin/mariadbd)' */
  description: string
  /** The folder above `sbin` or `bin`, where MariaDB's own files are looked for */
  base: string
  /** What the program needs beside the launcher's own environment */
  env: Record<string, string>
}

const oldest = { mariadb: [10, 6], mysql: [8, 0] } as const

/** Asks `file` who it is. Rejects when it does not run, is no server, or is older than MySQL 8.0 / MariaDB 10.6. */
export async function inspectProgram(
  file: string,
  env: Record<string, string> = {}
): Promise<ServerProgram> {
  const answer = await run(file, ['--no-defaults', '--version'], { env, timeoutMs: 10_000 })
  const version = /Ver (\d+\.\d+\.\d+)/.exec(answer)?.[1]
  if (!version) throw new Error(`not a server: it says "${answer.trim().slice(0, 100)}"`)
  const kind = /mariadb/i.test(answer.replace(file, '')) ? 'mariadb' : 'mysql'
  const name = kind === 'mariadb' ? 'MariaDB' : 'MySQL'
  if (isOlder(version, oldest[kind])) {
    throw new Error(
      `${name} ${version} is too old: ${oldest[kind].join('.')} is the oldest that works`
    )
  }
  const base = dirname(dirname(file))
  return { file, kind, version, description: `${name} ${version} (${file})`, base, env }
}

/** '10.11' of 10.11.18: servers that differ here do not share a datadir. */
export function series(program: ServerProgram): string {
  return program.version.split('.').slice(0, 2).join('.')
}

function isOlder(version: string, [major, minor]: readonly [number, number]): boolean {
  const [itsMajor = 0, itsMinor = 0] = version.split('.').map(Number)
  return itsMajor < major || (itsMajor === major && itsMinor < minor)
}
