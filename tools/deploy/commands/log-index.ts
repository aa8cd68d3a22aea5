import { withUsage } from '../../common/command'
import { runLogIndex } from '../logs/run-log-index'
import { announce, openStage } from '../settings/open-stage'
import { readStageOptions } from '../settings/options'

const USAGE = `npm run cli -- log-index --stage test|prepub|release [--dry-run]

Makes the fields of the functions' lines searchable in CLS: level, event, requestId, operation, status,
code, ms, wechatMs and message. Then code:"DATABASE_UNAVAILABLE" or status >= 500 finds lines, and
an alarm of CLS can count them. Keeps what is indexed already, and reads the index back.
  --dry-run   only show what would change

The index of a topic that SCF made itself (SCF_logtopic) cannot be changed: choose a topic of your own
in the console of SCF first. CLS bills for what is indexed, and indexes only what is logged from now on.`

export const logIndex = withUsage(USAGE, async (project, args) => {
  const options = readStageOptions(args)
  const stage = openStage(project, options)
  const log = (line: string) => console.log(line)
  announce(stage, log)
  await runLogIndex(stage, options.dryRun, log)
  return 0
})
