/** npm run rollback -- --stage release: lets all calls go to what was live before. */
import { openStage } from '../release/open-stage'
import { runRollback } from '../release/run-rollback'
import { runCommand } from '../../common/run-command'
import { readStageOptions } from '../stage'

const USAGE = `npm run rollback -- --stage test|prepub|release [--to number] [--dry-run]

Goes back: from a gray release to what was live before it, else to the release before the live
one. Takes one call a function, and changes nothing of what is deployed.
  --to        the number of the release to go back to: \`npm run status\` shows them
  --dry-run   say what would be done, and do nothing`

/** Gives the exit code. Throws an Error that says what to do. */
export async function rollback(args: string[], env = process.env): Promise<number> {
  const options = readStageOptions<{ to: string }>(args, USAGE, { to: { type: 'string' } })
  if (!options) return 0
  const { to, dryRun } = options
  if (to !== undefined && !/^\d+$/.test(to)) throw new Error(`--to ${to}: it is a release's number`)
  const goal = { dryRun, ...(to !== undefined && { to: Number(to) }) }
  await runRollback(openStage(options, env), goal, (line) => console.log(line))
  return 0
}

if (require.main === module) runCommand(rollback)
