import { withUsage } from '../../common/command'
import { interruptible } from '../../common/signals'
import { loadContract, type Stage } from '../../contract'
import {
  listWaiting,
  migrate as applyMigrations,
  type Migration,
  readMigrations
} from '../../migrations'
import { type Project } from '../../project'
import { readService } from '../../serverless-yml'
import { request } from '../cloud/http'
import { checkSchema } from '../schema-check/check-schema'
import { readDatabaseUrl } from '../settings/database-url'
import { openStage, prefixOf } from '../settings/open-stage'
import { readOptions, readStage } from '../settings/options'
import { readSettings, type StageSettings } from '../settings/settings'

const USAGE = `npm run cli -- migrate [--stage test|prepub|release] [--dry-run | --check]

Applies the pending files of sql/ to a database, in order. Deploying never does that: migrate first,
then deploy, so that the live code meets the new schema for a while.
  --stage     take DATABASE_URL from .env.<stage>; the environment wins
  --dry-run   only list the pending files
  --check     download the live code, run it here on a throw-away database with the old schema and
              again after each pending file, and show what breaks. Changes nothing.
    --applied 0005   the last file that the stage's database has, if it cannot be reached
    --server URL     mysql://user:password@host:port of a server for the throw-away database, of
                     the stage's version; by default a private one is started`

const DOWNLOAD_MS = 60_000
const ARCHIVE_BYTES = 100 * 1024 * 1024

export const migrate = withUsage(USAGE, async (project, args) => {
  const options = readOptions(args, {
    check: { type: 'boolean' },
    applied: { type: 'string' },
    server: { type: 'string' }
  })
  const { stage, dryRun } = options
  if (options.check) return check(project, readStage(stage), options)
  const url = urlOf(stage ? readSettings(project, stage) : process.env, stage)
  const pending = await findPending(project, url)
  for (const { name, contract } of pending)
    console.log(`pending: ${name}${contract ? ` (contract step: ${contract})` : ''}`)
  if (!pending.length) console.log('nothing to apply')
  if (dryRun || !pending.length) return 0
  const onApply = (name: string) => console.log(`applying ${name}`)
  const applied = await interruptible((signal) => {
    signal.onabort = () => console.error('stopping after this file: half of one cannot be undone')
    return applyMigrations(url, project.migrationsDir, { onApply, signal })
  }, 'interrupted between two files: the same command applies the rest')
  console.log(`applied ${applied.length} of ${pending.length}`)
  return 0
})

async function check(
  project: Project,
  stage: Stage,
  { applied, server }: { applied?: string; server?: string }
): Promise<number> {
  const settings = readSettings(project, stage)
  const opened = openStage(project, { stage, dryRun: true })
  const { functions } = readService(project.serverlessFile, stage, settings)
  // functions that only timers call are not called here either
  const called = Object.entries(functions).filter(([, { events = [] }]) =>
    events.some((event) => 'http' in event)
  )
  const { standInsOf } = await import('../../stack')
  const isOk = await checkSchema({
    cloud: opened.cloud,
    download,
    functions: Object.fromEntries(called.map(([name]) => [name, prefixOf(opened) + name])),
    operations: (await loadContract(project.contractFile)).operations,
    migrationsDir: project.migrationsDir,
    applied: applied ?? (await lastApplied(project, urlOf(settings, stage))),
    serverUrl: server,
    startStandIns: standInsOf(project.mocksDir),
    log: (line) => console.log(line)
  })
  if (isOk) console.log('\nnothing breaks: migrate, then deploy')
  return isOk ? 0 : 1
}

async function download(url: string): Promise<Buffer> {
  const response = await request(url, { timeoutMs: DOWNLOAD_MS, maxBytes: ARCHIVE_BYTES })
  if (response.status !== 200)
    throw new Error(`the code's address answers with status ${response.status}`)
  return response.buffer()
}

async function lastApplied(project: Project, url: string): Promise<string> {
  const pending = await findPending(project, url).catch((error: Error) => {
    throw new Error(`${error.message}; if the database cannot be reached, use --applied 0007`)
  })
  const known = readMigrations(project.migrationsDir).filter(
    ({ name }) => !pending.some((one) => one.name === name)
  )
  return known.at(-1)?.name ?? ''
}

/** Prints the database's address first, because one that cannot be reached is silent for long. */
async function findPending({ migrationsDir }: Project, url: string): Promise<Migration[]> {
  const { hostname, port, pathname } = readDatabaseUrl(url)
  const place = `${hostname}:${port || 3306}${pathname}`
  console.log(`asking the database at ${place}`)
  return listWaiting(url, migrationsDir).catch((error: Error & { code?: string }) => {
    if (!/^E[A-Z]+$/.test(error.code ?? '')) throw error
    throw new Error(
      `${place} cannot be reached (${error.code}): its security group must admit this machine, and ` +
        'a database in a VPC is reached through a machine inside (docs/deploy.md, 6)',
      { cause: error }
    )
  })
}

function urlOf({ DATABASE_URL }: StageSettings, stage?: Stage): string {
  if (DATABASE_URL?.trim()) return DATABASE_URL
  const where = stage ? ` in the environment or in .env.${stage}` : ', or add --stage'
  throw new Error(`set DATABASE_URL=mysql://user:password@host:port/database${where}`)
}
