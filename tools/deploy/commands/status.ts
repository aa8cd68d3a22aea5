/** npm run status -- --stage release: shows what is live of a stage. */
import { openStage } from '../release/open-stage'
import { runStatus } from '../release/run-status'
import { runCommand } from '../../common/run-command'
import { readStageOptions } from '../stage'

const USAGE = `npm run status -- --stage test|prepub|release

Shows the stage's functions: their state, which versions calls go to, whether something newer is
deployed; the releases with their notes; and the addresses. Only reads.`

/** Gives the exit code. Throws an Error that says what to do. */
export async function status(args: string[], env = process.env): Promise<number> {
  const options = readStageOptions(args, USAGE)
  if (!options) return 0
  await runStatus(openStage({ ...options, dryRun: true }, env), (line) => console.log(line))
  return 0
}

if (require.main === module) runCommand(status)
