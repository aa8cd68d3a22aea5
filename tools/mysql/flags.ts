import type { ServerProgram } from './program'

const mysqlOnly = [
  '--mysqlx=OFF',
  '--skip-log-bin',
  '--loose-innodb-redo-log-capacity=8M',
  // Debian's MySQL refuses to start without the folder compiled into it
  '--secure-file-priv=NULL'
]

/** The flags that a datadir is made with, and opened with ever after. */
export function serverFlags(program: ServerProgram, datadir: string): string[] {
  const isRoot = process.getuid?.() === 0
  return [
    '--no-defaults', // works only as the first
    ...(isRoot ? ['--user=root'] : []),
    `--datadir=${datadir}`,
    '--skip-name-resolve',
    ...(program.kind === 'mariadb'
      ? [`--basedir=${program.base}`, '--innodb-log-file-size=8M']
      : mysqlOnly)
  ]
}

/** The further flags of a server that listens. It may lose its last second when the machine (not it) dies. */
export function listeningFlags(home: string, port: number): string[] {
  return [
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    // none: a socket's path may have no more than about 100 letters, and nobody asks for one
    '--socket=',
    `--pid-file=${home}/server.pid`,
    `--init-file=${home}/init.sql`,
    '--performance-schema=OFF',
    '--character-set-server=utf8mb4',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=OFF'
  ]
}
