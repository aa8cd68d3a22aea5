import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createOrphanGuard } from '../common/orphan-guard'
import { freePort } from '../common/port'
import { markOf } from '../common/processes'
import { withConnection } from './connection'
import { serverFlags, type ServerProgram } from './program'
import { lastLines } from './run'
import { type ServerRecord, shutDown, writeRecord } from './server-record'

interface LaunchOptions {
  program: ServerProgram
  /** The launcher's folder, for the record of the server. */
  dir: string
  /** Contains `data`, and gets the server's log and its first statements. */
  home: string
  /** The last server in `dir`: its password is used again, and its port if it is free. */
  previous?: ServerRecord
  onProgress?: (line: string) => void
  signal?: AbortSignal
}

type SpawnOptions = Pick<LaunchOptions, 'program' | 'dir' | 'home'> & Account

interface Account {
  port: number
  password: string
}

type SpawnedServer = ReturnType<typeof spawnServer>

const READY_MS = 120_000
const LOGIN_MS = 1_000
const ATTEMPTS = 3

/** Starts the server on an existing datadir and waits until a login succeeds. */
export async function launch(options: LaunchOptions) {
  const { previous, signal, onProgress } = options
  const password = previous?.password ?? randomBytes(18).toString('base64url')
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? previous?.port : undefined)
    const server = spawnServer({ ...options, port, password })
    try {
      await untilReady(server, { port, password }, signal)
      server.onUnexpectedExit(() =>
        onProgress?.(`The database server exited unexpectedly:\n${server.lastWords()}`)
      )
      return { url: `mysql://app:${password}@127.0.0.1:${port}/app`, stop: server.stop }
    } catch (error) {
      await server.stop()
      // another process may take the port after freePort has looked at it
      const isPortTaken = /already in use|do you already have/i.test(server.lastWords())
      if (!isPortTaken || attempt === ATTEMPTS) throw error
    }
  }
}

async function untilReady(server: SpawnedServer, account: Account, signal?: AbortSignal) {
  const end = Date.now() + READY_MS
  const login = { host: '127.0.0.1', user: 'app', database: 'app', ...account }
  while (Date.now() < end) {
    signal?.throwIfAborted()
    const ping = withConnection(login, LOGIN_MS, (sql) => sql.query('SELECT 1'))
    if (await ping.catch(() => undefined)) return
    if (server.isGone())
      throw new Error(`the database server ended while starting:\n${server.lastWords()}`)
    await sleep(20)
  }
  throw new Error(
    `no login within ${READY_MS / 1000} s; the server's log ends:\n${server.lastWords()}`
  )
}

/** Starts the server's process, which ends with this one, and records it in `dir`. */
function spawnServer({ program, dir, home, port, password }: SpawnOptions) {
  const datadir = path.join(home, 'data')
  const logFile = path.join(home, 'server.log')
  writeFileSync(path.join(home, 'init.sql'), firstStatements(password), { mode: 0o600 })
  const log = openSync(logFile, 'w', 0o600)
  const flags = [...serverFlags(program, datadir), ...listenFlags(home, port)]
  const child = spawn(program.file, flags, {
    // its own process group: Ctrl-C must reach the launcher only, which then stops it properly
    detached: true,
    windowsHide: true,
    // not a pipe: without its launcher the server must still be able to log while it shuts down
    stdio: ['ignore', log, log],
    env: { ...process.env, ...program.env }
  })
  closeSync(log)
  child.once('error', (error) => appendFileSync(logFile, error.message))
  const { pid } = child
  const record: ServerRecord = { port, password, datadir, process: markOf(pid ?? 0) }
  if (pid) {
    writeRecord(dir, record)
    const guard = createOrphanGuard('TERM')
    guard.watch(pid)
    // for Windows, where the guard does nothing
    const endWithUs = () => child.kill('SIGTERM')
    process.once('exit', endWithUs)
    child.once('exit', () => {
      guard.forget(pid)
      void guard.stop()
      process.off('exit', endWithUs)
    })
  }
  let isStopping = false
  const isGone = () => !pid || child.exitCode !== null || child.signalCode !== null
  return {
    isGone,
    onUnexpectedExit: (listener: () => void) => {
      child.once('exit', () => isStopping || listener())
    },
    lastWords: () => lastLines(readFileSync(logFile, 'utf8')),
    stop() {
      isStopping = true
      return shutDown(record, { isGone, kill: (signal) => child.kill(signal) })
    }
  }
}

/** Without waiting for the disk: a crash of the machine may lose a second, the server's end nothing. */
function listenFlags(home: string, port: number): string[] {
  return [
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    // no socket: nothing uses it, and its path must not be longer than about 100 characters
    '--socket=',
    `--pid-file=${home}/server.pid`,
    `--init-file=${home}/init.sql`,
    '--performance-schema=OFF',
    '--character-set-server=utf8mb4',
    '--innodb-flush-log-at-trx-commit=2',
    '--innodb-doublewrite=OFF'
  ]
}

/** The server runs these at each start, before it listens. Each must be on one line. */
function firstStatements(password: string): string {
  const app = "'app'@'127.0.0.1'"
  return `CREATE DATABASE IF NOT EXISTS app CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS ${app} IDENTIFIED BY '${password}';
ALTER USER ${app} IDENTIFIED BY '${password}';
GRANT ALL ON *.* TO ${app} WITH GRANT OPTION;
`
}
