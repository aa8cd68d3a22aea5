/** npm run migrate -- --stage release: brings a stage's schema up to date, or says what waits. */
import path from 'node:path'
import { runCommand } from '../../common/run-command'
import { listWaiting, migrate, type Migration,readMigrations } from '../../migrations'
import { createCloud, readOnly } from '../cloud/client'
import { readCredentials } from '../cloud/credentials'
import { ask } from '../cloud/http'
import { placeOf, readDatabaseUrl } from '../database-url'
import { readService } from '../read-service'
import { checkSchema } from '../schema-check/check-schema'
import { readSettings } from '../settings'
import { readOptions, readStage, type Stage } from '../stage'

const USAGE = `npm run migrate [-- --stage test|prepub|release] [--dry-run | --check]

Applies the files of sql/ that a database has not seen yet, in order. Deploying never does that:
first migrate, then deploy, so that the code which is live meets the new schema for a while.
  --stage     take DATABASE_URL from .env.<stage>; the environment wins
  --dry-run   say what waits, and change nothing
  --check     download the code that is live, run it here on a throw-away database with the old
              schema and again after each file that waits, and say what breaks. Changes nothing.
    --applied 0005   the last file that the stage's database has, where it is out of reach
    --server URL     mysql://user:password@host:port of a server to make the throw-away database
                     on, of the version that the stage has; else a private one is started`

interface Options {
  check: boolean
  applied: string
  server: string
}

const SQL = path.resolve(__dirname, '../../../sql')
const DOWNLOAD_MS = 60_000
const ARCHIVE_BYTES = 100 * 1024 * 1024

/** Gives the exit code. Throws an Error that says what to do. */
export async function runMigrate(args: string[], env = process.env): Promise<number> {
  const options = readOptions<Options>(args, USAGE, {
    check: { type: 'boolean' },
    applied: { type: 'string' },
    server: { type: 'string' }
  })
  if (!options) return 0
  const { stage, dryRun } = options
  if (options.check) return check(readStage(stage), env, options)
  const url = urlOf(stage ? readSettings(stage, env) : env, stage)
  const waiting = await findWaiting(url)
  for (const { name, contract } of waiting)
    console.log(`waits: ${name}${contract ? ` (contract step: ${contract})` : ''}`)
  if (!waiting.length) console.log('nothing to apply')
  if (dryRun || !waiting.length) return 0
  const applied = await migrate(url, SQL, {
    onApply: (name) => console.log(`applying ${name}`)
  })
  console.log(`applied ${applied.length} of ${waiting.length}`)
  return 0
}

async function check(
  stage: Stage,
  env: NodeJS.ProcessEnv,
  { applied, server }: Partial<Options>
): Promise<number> {
  const settings = readSettings(stage, env)
  const service = readService(settings, stage)
  const isFine = await checkSchema({
    cloud: readOnly(createCloud(readCredentials(settings), service.provider.region)),
    download,
    // one that only timers call is not called here
    functions: Object.fromEntries(
      Object.entries(service.functions)
        .filter(([, { events = [] }]) => events.some((event) => 'http' in event))
        .map(([name]) => [name, `${service.service}-${stage}-${name}`])
    ),
    applied: applied ?? (await lastApplied(urlOf(settings, stage))),
    serverUrl: server,
    sqlDir: SQL,
    log: (line) => console.log(line)
  })
  if (isFine) console.log('\nnothing breaks: migrate, then deploy')
  return isFine ? 0 : 1
}

async function download(url: string): Promise<Buffer> {
  const answer = await ask(url, { timeoutMs: DOWNLOAD_MS, maxBytes: ARCHIVE_BYTES })
  if (answer.status !== 200) throw new Error(`the code's address answers ${answer.status}`)
  return answer.buffer()
}

async function lastApplied(url: string): Promise<string> {
  const waiting = await findWaiting(url).catch((error: Error) => {
    throw new Error(`${error.message}: where the database is out of reach, --applied 0007 says it`)
  })
  const known = readMigrations(SQL).filter(({ name }) => !waiting.some((one) => one.name === name))
  return known.at(-1)?.name ?? ''
}

/** Says where it asks, because a database that is out of reach is silent for long. */
async function findWaiting(url: string): Promise<Migration[]> {
  const place = placeOf(readDatabaseUrl(url))
  console.log(`asking the database at ${place}`)
  return listWaiting(url, SQL).catch((error: Error & { code?: string }) => {
    if (!/^E[A-Z]+$/.test(error.code ?? '')) throw error
    throw new Error(
      `${place} is out of reach (${error.code}): its security group must let this machine in, and ` +
        'a database in a VPC is reached through a machine inside (docs/deploy.md, 6)',
      { cause: error }
    )
  })
}

function urlOf({ DATABASE_URL }: Record<string, string | undefined>, stage?: Stage): string {
  if (DATABASE_URL?.trim()) return DATABASE_URL
  const where = stage ? ` in the environment or in .env.${stage}` : ', or name a --stage'
  throw new Error(`set DATABASE_URL=mysql://user:password@host:port/database${where}`)
}

if (require.main === module) runCommand(runMigrate)
