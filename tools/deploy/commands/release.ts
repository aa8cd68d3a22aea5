/** npm run release -- --stage release --weight 10: a share of the calls goes to what is deployed. */
import { interruptible } from '../../common/signals'
import { openStage } from '../release/open-stage'
import { readReleaseOptions } from '../release/release-options'
import { runRelease } from '../release/run-release'
import { runCommand } from '../../common/run-command'

const USAGE = `npm run release -- --stage test|prepub|release --weight 1..100 [--note text] [--dry-run]
npm run release -- --stage test|prepub|release --promote [--dry-run]

Publishes what is deployed as a release, and lets a share of the calls go to it. All functions
move together: when one cannot, those that have are put back.
  --weight    percent of the calls: 10 to try it, again with another number to change it,
              100 for all
  --promote   give everything to the release that is under way
  --note      what is new, kept with the release: letters, digits, spaces, commas, full stops
  --dry-run   say what would be done, and do nothing

Until the first release, a stage's addresses call what was deployed last, and each deployment is
live at once. From then on they call published versions: a deployment changes nothing for anybody
until it is released. \`npm run rollback\` goes back, \`npm run status\` shows what is live.
Functions that only timers call are moved when the release has everything.`

/** Gives the exit code. Throws an Error that says what to do. */
export async function release(args: string[], env = process.env): Promise<number> {
  const options = readReleaseOptions(args, USAGE)
  if (!options) return 0
  const log = (line: string) => console.log(line)
  await interruptible(
    (signal) => runRelease(openStage(options, env), options, { log, signal }),
    'interrupted'
  )
  return 0
}

if (require.main === module) runCommand(release)
