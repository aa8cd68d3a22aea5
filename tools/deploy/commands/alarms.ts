import { withUsage } from '../../common/command'
import { announce, openStage } from '../settings/open-stage'
import { readStageOptions } from '../settings/options'
import { runAlarms } from '../watch/run-alarms'

const USAGE = `npm run cli -- alarms --stage test|prepub|release --notice notice-abc
                       [--database cdb-abc] [--dry-run]

Creates the alarms of a stage, or brings them up to date: more than 5 errors in 5 minutes, calls of
more than a second, refused calls, and a database with more than 70 % of its connections in use. Each
is read back. Changes nothing where all is as it should be, so it may be run after every deployment.
  --notice    who is told, and how: a notice of the account; without it, they are listed.
              Several are separated by commas
  --database  the instance of TencentDB for MySQL
  --dry-run   only show what would change

The thresholds are in tools/deploy/watch/alarm-list.ts.`

export const alarms = withUsage(USAGE, async (project, args) => {
  const options = readStageOptions(args, {
    notice: { type: 'string' },
    database: { type: 'string' }
  })
  const { notice = '', database, dryRun } = options
  if (database !== undefined && !/^cdb-\w+$/.test(database))
    throw new Error(`--database ${database}: must be the id of an instance, such as cdb-abc123`)
  const notices = notice.split(',').filter(Boolean)
  const wanted = { notices, dryRun, ...(database && { database }) }
  const stage = openStage(project, options)
  const log = (line: string) => console.log(line)
  announce(stage, log)
  await runAlarms(stage, wanted, log)
  return 0
})
