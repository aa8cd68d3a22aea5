import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { interruptible } from '../../common/signals'
import { readContract } from '../../contract/read/read-contract'
import { migrate, readMigrations } from '../../migrations'
import type { Cloud } from '../cloud/client'
import { callLiveCode, logIn, readsOf } from './call-live-code'
import { compareStatuses } from './compare'
import { type Download, fetchLiveFunction, type LiveFunction } from './live-code'
import { runLiveCode, type RunningCode } from './run-live-code'
import { createThrowAwayDatabase } from './throw-away-database'

const ROOT = path.resolve(__dirname, '../../..')

export interface CheckOptions {
  cloud: Cloud
  download: Download
  /** serverless.yml's names of functions, each with the one that it has in the cloud. */
  functions: Record<string, string>
  /** The last migration that the stage's database has, or how its name begins; empty: none. */
  applied: string
  /** A MySQL server to use; a private one is started when left out. */
  serverUrl?: string
  sqlDir: string
  log: (line: string) => void
}

/**
 * Whether the code that is live works on the schema that waits: it runs here, on a throw-away
 * database with the old schema, and again after each migration. Says what each call was answered,
 * and which migration breaks one.
 */
export async function checkSchema(options: CheckOptions): Promise<boolean> {
  const { sqlDir, log } = options
  const names = readMigrations(sqlDir).map(({ name }) => name)
  // an empty name comes before all
  const last = options.applied && names.find((name) => name.startsWith(options.applied))
  if (last === undefined) throw new Error(`no migration begins with ${options.applied}`)
  const waiting = names.filter((name) => name > last)
  if (!waiting.length) {
    log('no migration waits: there is nothing to check')
    return true
  }
  return interruptible(
    (signal) => tryOn(options, { last, waiting, signal }),
    'stopped, and everything removed'
  )
}

async function tryOn(
  options: CheckOptions,
  { last, waiting, signal }: Pick<Trial, 'last' | 'waiting' | 'signal'>
): Promise<boolean> {
  const { serverUrl, sqlDir, log } = options
  const folder = await mkdtemp(path.join(tmpdir(), 'weapp-scf-live-'))
  const started: { stop: () => Promise<void> }[] = [
    { stop: () => rm(folder, { recursive: true, force: true }) }
  ]
  try {
    const live = await fetchAll(options, folder)
    signal.throwIfAborted()
    log('making a throw-away database with the old schema')
    const database = await createThrowAwayDatabase({ log, serverUrl, signal })
    started.push(database)
    await migrate(database.url, sqlDir, { upTo: last })
    const code = await runLiveCode(live, database.url)
    started.push(code)
    return await tryEach(options, { code, live, databaseUrl: database.url, last, waiting, signal })
  } finally {
    for (const part of started.reverse()) await part.stop()
  }
}

async function fetchAll(
  { cloud, download, functions, log }: CheckOptions,
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
      throw new Error(`${needed} is not deployed: no running code can break`)
  return live
}

async function tryEach(
  { sqlDir, log }: CheckOptions,
  { code, live, databaseUrl, last, waiting, signal }: Trial
): Promise<boolean> {
  const { operations } = readContract(path.join(ROOT, 'gateway-config', 'openapi.yaml'))
  const reads = readsOf(
    operations,
    live.map(({ name }) => name)
  )
  const kept = await logIn(code, 'kept')
  const known = await callLiveCode(code, { reads, user: 'old', kept })
  const first = compareStatuses(known)
  log(
    [`\nthe live code on the schema of ${last || 'an empty database'}:`, ...first.lines].join('\n')
  )
  if (!first.isFine) {
    log(`it does not work on the schema that it has now; it says:\n${lastWords(code)}`)
    return false
  }
  for (const name of waiting) {
    signal.throwIfAborted()
    await migrate(databaseUrl, sqlDir, { upTo: name })
    const now = await callLiveCode(code, { reads, user: name.slice(0, 4), kept })
    const { lines, isFine } = compareStatuses(now, known)
    log([`\nafter ${name}:`, ...lines].join('\n'))
    if (isFine) continue
    log(`\n${name} breaks the code that is live; it says:\n${lastWords(code)}`)
    return false
  }
  return true
}

interface Trial {
  code: RunningCode
  live: LiveFunction[]
  databaseUrl: string
  last: string
  waiting: string[]
  signal: AbortSignal
}

/** What the functions logged of what went wrong. */
function lastWords({ lines }: RunningCode): string {
  const errors = lines.filter((line) => line.includes('"level":"error"'))
  return (errors.length ? errors : lines).slice(-3).join('\n')
}
