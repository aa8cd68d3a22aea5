import { withUsage } from '../../common/command'
import { interruptible } from '../../common/signals'
import { type ReleaseOptions, runRelease } from '../release/run-release'
import { announce, openStage } from '../settings/open-stage'
import { readStageOptions } from '../settings/options'

const USAGE = `npm run release -- --stage test|prepub|release --weight 1..100 [--note text]
                   [--watch 10m] [--dry-run]
npm run release -- --stage test|prepub|release --promote [--dry-run]

Publishes what is deployed as a release and sends a share of the calls to it. All functions move
together: if one cannot be moved, the others are put back.
  --weight    percent of the calls: 10 to try the release, later another number to change its
              share, 100 for all calls
  --watch     for so long (5m, 1h), compare both versions once a minute by the platform's measurements,
              and by answers of 500 and above in their logs. The release is ended, as by a rollback,
              when more of its calls fail, when it takes longer, or when nothing can be measured. The
              exit code is 0 only for a release that had enough calls and was no worse
  --promote   send all calls to the release in progress
  --note      what is new, kept with the release: letters, digits, spaces, commas, full stops
  --dry-run   only show what would change

Until the first release, a stage's addresses call what was deployed last, and each deployment is
live at once. From then on they call published versions: a deployment changes nothing for users
until it is released. \`npm run rollback\` goes back, \`npm run cli -- status\` shows what is live.
Functions that only timers call are moved when the release gets all calls.`

/** The platform returns up to 1440 minutes. */
const MAX_WATCH_MINUTES = 23 * 60

export const release = withUsage(USAGE, async (project, args) => {
  const options = readReleaseOptions(args)
  const stage = openStage(project, options)
  const log = (line: string) => console.log(line)
  announce(stage, log)
  await interruptible((signal) => runRelease(stage, options, { log, signal }), 'interrupted')
  return 0
})

function readReleaseOptions(args: string[]): ReleaseOptions {
  const given = readStageOptions(args, {
    weight: { type: 'string' },
    promote: { type: 'boolean' },
    note: { type: 'string' },
    watch: { type: 'string' }
  })
  const { stage, dryRun, weight, promote = false, note = '', watch } = given
  if (promote === (weight !== undefined))
    throw new Error('give one of the two: --weight 1..100, or --promote')
  if (weight !== undefined && !/^([1-9]\d?|100)$/.test(weight))
    throw new Error(`--weight ${weight}: must be percent, a whole number from 1 to 100`)
  const share = Number(weight ?? 100)
  if (watch !== undefined && share === 100)
    throw new Error('--watch compares two versions: it needs --weight 1..99')
  const watchMs = watch === undefined ? undefined : readMinutes(watch)
  return { stage, dryRun, promote, weight: share, note, ...(watchMs && { watchMs }) }
}

/** The platform measures by the minute, so nothing shorter makes sense. */
function readMinutes(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,2})([mh])$/.exec(text) ?? []
  const minutes = Number(count) * (unit === 'h' ? 60 : 1)
  if (!count || minutes > MAX_WATCH_MINUTES)
    throw new Error(`--watch ${text}: write 10m or 1h, at most 23h`)
  return minutes * 60_000
}
