import { type Command } from '../../common/command'
import { interruptible } from '../../common/signals'
import { type ReleaseOptions, runRelease } from '../release/run-release'
import { openStage } from '../settings/open-stage'
import { readStageOptions } from '../settings/options'

const USAGE = `npm run release -- --stage test|prepub|release --weight 1..100 [--note text]
                   [--dry-run]
npm run release -- --stage test|prepub|release --promote [--dry-run]

Publishes what is deployed as a release and sends a share of the calls to it. All functions move
together: if one cannot be moved, the others are put back.
  --weight    percent of the calls: 10 to try the release, later another number to change its
              share, 100 for all calls
  --promote   send all calls to the release in progress
  --note      what is new, kept with the release: letters, digits, spaces, commas, full stops
  --dry-run   only show what would change

Until the first release, a stage's addresses call what was deployed last, and each deployment is
live at once. From then on they call published versions: a deployment changes nothing for users
until it is released. \`npm run rollback\` goes back, \`npm run cli -- status\` shows what is live.
Functions that only timers call are moved when the release gets all calls.`

export const release: Command = async (project, args) => {
  const options = readReleaseOptions(args)
  if (!options) return 0
  const stage = openStage(project, options)
  const log = (line: string) => console.log(line)
  await interruptible((signal) => runRelease(stage, options, { log, signal }), 'interrupted')
  return 0
}

function readReleaseOptions(args: string[]): ReleaseOptions | undefined {
  const given = readStageOptions<{ weight: string; promote: boolean; note: string }>(args, USAGE, {
    weight: { type: 'string' },
    promote: { type: 'boolean' },
    note: { type: 'string' }
  })
  if (!given) return undefined
  const { stage, dryRun, weight, promote = false, note = '' } = given
  if (promote === (weight !== undefined))
    throw new Error('give one of the two: --weight 1..100, or --promote')
  if (weight !== undefined && !/^([1-9]\d?|100)$/.test(weight))
    throw new Error(`--weight ${weight}: must be percent, a whole number from 1 to 100`)
  return { stage, dryRun, promote, weight: Number(weight ?? 100), note }
}
