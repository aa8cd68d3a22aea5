import { withUsage } from '../../common/command'
import { readLogOptions } from '../logs/log-options'
import { runLogs } from '../logs/run-logs'
import { openStage } from '../settings/open-stage'

const USAGE = `npm run cli -- logs --stage test|prepub|release [--function login] [--since 15m]
                    [--request id] [--follow]

Shows what functions have logged, oldest first. Only reads.
  --function  a function of serverless.yml; all by default
  --since     30s, 15m, 2h, 1d; 15m by default
  --request   the outcome of one request and its lines; replies have the id as x-request-id
  --follow    continue until Ctrl-C

The lines come from CLS, to which SCF sends them. Tokens and replies of functions are not shown.`

export const logs = withUsage(USAGE, async (project, args) => {
  const options = readLogOptions(args)
  // reading leaves nothing to clean up
  process.on('SIGINT', () => process.exit(0))
  const stage = openStage(project, { stage: options.stage, dryRun: true })
  await runLogs(stage, options, { log: (line) => console.log(line) })
  return 0
})
