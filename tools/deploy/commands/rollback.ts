import { withUsage } from '../../common/command'
import { interruptible } from '../../common/signals'
import { runRollback } from '../release/run-rollback'
import { announce, openStage } from '../settings/open-stage'
import { readStageOptions } from '../settings/options'

const USAGE = `npm run rollback -- --stage test|prepub|release [--to number] [--dry-run]

Goes back: from a gray release to what was live before it, else to the release before the live one.
Takes one call per function and leaves what is deployed unchanged.
  --to        the number of the release to go back to: \`npm run cli -- status\` lists them
  --dry-run   only show what would change`

export const rollback = withUsage(USAGE, async (project, args) => {
  const options = readStageOptions(args, { to: { type: 'string' } })
  const { to, dryRun } = options
  if (to !== undefined && !/^\d+$/.test(to))
    throw new Error(`--to ${to}: must be a release's number`)
  const goal = { dryRun, ...(to !== undefined && { to: Number(to) }) }
  const stage = openStage(project, options)
  const log = (line: string) => console.log(line)
  announce(stage, log)
  await interruptible((signal) => runRollback(stage, goal, log, signal), 'interrupted')
  return 0
})
