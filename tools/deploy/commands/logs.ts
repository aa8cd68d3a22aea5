/** npm run logs -- --stage release: shows what the functions of a stage have logged. */
import { readLogOptions } from '../logs/log-options'
import { runLogs } from '../logs/run-logs'
import { openStage } from '../release/open-stage'
import { runCommand } from '../../common/run-command'

const USAGE = `npm run logs -- --stage test|prepub|release [--function login] [--since 15m]
             [--request id] [--follow]

Shows what functions have logged, oldest first. Only reads.
  --function  one of serverless.yml; all unless said otherwise
  --since     30s, 15m, 2h, 1d; 15m unless said otherwise
  --request   what became of a request, and its lines; answers have its id as x-request-id
  --follow    go on until Ctrl-C

The lines come from CLS, where SCF sends them; tokens and answers of functions are not shown.`

/** Gives the exit code. Throws an Error that says what to do. */
export async function logs(args: string[], env = process.env): Promise<number> {
  const options = readLogOptions(args, USAGE)
  if (!options) return 0
  // nothing is under way that would have to be ended
  process.on('SIGINT', () => process.exit(0))
  const log = (line: string) => console.log(line)
  await runLogs(openStage({ stage: options.stage, dryRun: true }, env), options, { log })
  return 0
}

if (require.main === module) runCommand(logs)
