import { spawn } from 'node:child_process'
import { appendFileSync, closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listeningFlags, serverFlags } from './flags'
import { guard } from './guard'
import { markOf } from '../common/processes'
import type { ServerProgram } from './program'
import { writeRecord, type ServerRecord } from './record'
import { lastLines } from './run'
import { shutDown } from './shut-down'

export interface SpawnOptions {
  program: ServerProgram
  dir: string
  /** Where `data` is, and the server's log and first statements go */
  home: string
  port: number
  password: string
}

export interface SpawnedServer {
  isGone(): boolean
  onceGone(listener: () => void): void
  lastWords(): string
  stop(): Promise<void>
}

/** Starts the server's process and records it in `dir`. It ends with this process, but not by its Ctrl-C. */
export function spawnServer({ program, dir, home, port, password }: SpawnOptions): SpawnedServer {
  const datadir = join(home, 'data')
  const logFile = join(home, 'server.log')
  writeFileSync(join(home, 'init.sql'), firstStatements(password), { mode: 0o600 })
  const log = openSync(logFile, 'w', 0o600)
  const child = spawn(
    program.file,
    [...serverFlags(program, datadir), ...listeningFlags(home, port)],
    {
      // a session of its own: Ctrl-C is for the launcher, which then stops the server in order
      detached: true,
      windowsHide: true,
      // a file, not a pipe: a server whose launcher is dead must be able to write its way through the shutdown
      stdio: ['ignore', log, log],
      env: { ...process.env, ...program.env }
    }
  )
  closeSync(log)
  child.once('error', (error) => appendFileSync(logFile, error.message))
  const record: ServerRecord = { port, password, datadir, process: markOf(child.pid ?? 0) }
  if (child.pid) writeRecord(dir, record)

  guard(child)
  const endWithUs = () => child.kill('SIGTERM')
  process.once('exit', endWithUs)
  child.once('exit', () => process.removeListener('exit', endWithUs))
  const isGone = () => !child.pid || child.exitCode !== null || child.signalCode !== null
  return {
    isGone,
    onceGone: (listener) => child.once('exit', listener),
    lastWords: () => lastLines(readFileSync(logFile, 'utf8')),
    stop: () => shutDown(record, { isGone, kill: (signal) => child.kill(signal) })
  }
}

// Run by the server at each start, before it listens; a statement must stay on its line.
function firstStatements(password: string): string {
  const app = "'app'@'127.0.0.1'"
  return [
    'CREATE DATABASE IF NOT EXISTS app CHARACTER SET utf8mb4;',
    `CREATE USER IF NOT EXISTS ${app} IDENTIFIED BY '${password}';`,
    `ALTER USER ${app} IDENTIFIED BY '${password}';`,
    `GRANT ALL ON *.* TO ${app};`,
    ''
  ].join('\n')
}
