import { withUsage } from '../../common/command'
import { runStatus } from '../release/run-status'
import { announce, openStage } from '../settings/open-stage'
import { readStageOptions } from '../settings/options'

const USAGE = `npm run cli -- status --stage test|prepub|release

Shows the stage's functions (state, versions that get calls, whether something newer is deployed),
the releases with their notes, and the addresses. Only reads.`

export const status = withUsage(USAGE, async (project, args) => {
  const options = readStageOptions(args)
  const stage = openStage(project, { ...options, dryRun: true })
  const log = (line: string) => console.log(line)
  announce(stage, log)
  await runStatus(stage, log)
  return 0
})
