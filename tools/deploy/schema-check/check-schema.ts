import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { interruptible } from '../../common/signals'
import { stopAll, type Stoppable } from '../../common/stop-all'
import { type Operation } from '../../contract'
import { migrate, readMigrations } from '../../migrations'
import { type StartStandIns } from '../../stack'
import { type Cloud } from '../cloud/client'
import { callLiveCode, compareStatuses, logIn, readingOperations } from './call-live-code'
import { type Download, fetchLiveFunction, type LiveFunction } from './live-code'
import { runLiveCode, type RunningCode } from './run-live-code'
import { createThrowAwayDatabase } from './throw-away-database'

interface SchemaCheckOptions {
  cloud: Cloud
  download: Download
  /** The functions' names in the cloud, by their names in serverless.yml */
  functions: Record<string, string>
  /** The contract's operations */
  operations: Operation[]
  migrationsDir: string
  /** The last migration that the stage's database has, or the start of its name; empty: none */
  applied: string
  /** A MySQL server to use; by default a private one is started */
  serverUrl?: string
  startStandIns: StartStandIns
  log: (line: string) => void
}

interface SchemaTrial {
  code: RunningCode
  live: LiveFunction[]
  databaseUrl: string
  last: string
  pending: string[]
  signal: AbortSignal
}

/**
 * Checks whether the live code works with the pending migrations: runs it here on a throw-away
 * database with the old schema, and again after each migration. Logs the status of each call, and
 * which migration breaks one. Resolves to whether none does.
 */
export async function checkSchema(options: SchemaCheckOptions): Promise<boolean> {
  const { migrationsDir, applied, log } = options
  const names = readMigrations(migrationsDir).map(({ name }) => name)
  // an empty name sorts before all others
  const last = applied && names.find((name) => name.startsWith(applied))
  if (last === undefined) throw new Error(`no migration begins with ${applied}`)
  const pending = names.filter((name) => name > last)
  if (!pending.length) {
    log('no migration is pending: there is nothing to check')
    return true
  }
  return interruptible(
    (signal) => tryOn(options, { last, pending, signal }),
    'stopped, and everything removed'
  )
}

async function tryOn(
  options: SchemaCheckOptions,
  { last, pending, signal }: Pick<SchemaTrial, 'last' | 'pending' | 'signal'>
): Promise<boolean> {
  const { serverUrl, startStandIns, migrationsDir, log } = options
  const folder = await mkdtemp(path.join(tmpdir(), 'scf-live-'))
  const started: Stoppable[] = [{ stop: () => rm(folder, { recursive: true, force: true }) }]
  try {
    const live = await fetchAll(options, folder)
    signal.throwIfAborted()
    log('creating a throw-away database with the old schema')
    const database = await createThrowAwayDatabase({ log, serverUrl, signal })
    started.push(database)
    await migrate(database.url, migrationsDir, { upTo: last })
    const code = await runLiveCode(live, { databaseUrl: database.url, startStandIns })
    started.push(code)
    return await tryEach(options, { code, live, databaseUrl: database.url, last, pending, signal })
  } finally {
    await stopAll(started)
  }
}

async function fetchAll(
  { cloud, download, functions, log }: SchemaCheckOptions,
  folder: string
): Promise<LiveFunction[]> {
  const live: LiveFunction[] = []
  for (const [name, FunctionName] of Object.entries(functions)) {
    const place = { name, FunctionName, folder: path.join(folder, name) }
    const found = await fetchLiveFunction(cloud, place, download)
    log(
      found ? `${FunctionName}: version ${found.version} is live` : `${FunctionName}: not deployed`
    )
    if (found) live.push(found)
  }
  for (const needed of ['login', 'session'])
    if (!live.some(({ name }) => name === needed))
      throw new Error(`${needed} is not deployed: there is no live code to break`)
  return live
}

async function tryEach(
  { operations, migrationsDir, log }: SchemaCheckOptions,
  { code, live, databaseUrl, last, pending, signal }: SchemaTrial
): Promise<boolean> {
  const names = live.map(({ name }) => name)
  const reads = readingOperations(operations, names)
  const kept = await logIn(code, 'kept')
  const known = await callLiveCode(code, { reads, user: 'old', kept })
  const first = compareStatuses(known)
  const schema = last || 'an empty database'
  log([`\nthe live code on the schema of ${schema}:`, ...first.lines].join('\n'))
  if (!first.isOk) {
    log(`it does not work with its current schema; its log ends with:\n${lastErrors(code)}`)
    return false
  }
  for (const name of pending) {
    signal.throwIfAborted()
    await migrate(databaseUrl, migrationsDir, { upTo: name })
    const now = await callLiveCode(code, { reads, user: name.slice(0, 4), kept })
    const { lines, isOk } = compareStatuses(now, known)
    log([`\nafter ${name}:`, ...lines].join('\n'))
    if (isOk) continue
    log(`\n${name} breaks the live code; its log ends with:\n${lastErrors(code)}`)
    return false
  }
  return true
}

function lastErrors({ lines }: RunningCode): string {
  const errors = lines.filter((line) => line.includes('"level":"error"'))
  return (errors.length ? errors : lines).slice(-3).join('\n')
}
