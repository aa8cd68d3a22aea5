import { withUsage } from '../../common/command'
import { CHECKS, createSubject, examine } from '../doctor'
import { readStageOptions } from '../settings/options'

const USAGE = `npm run cli -- doctor --stage test|prepub|release [--offline]

Checks a stage's settings, its database, the account and WeChat. Prints one line per check: what is
ok, what may be wrong (warn), what would break (FAIL) and what to do about it. Runs all checks,
whatever it finds. Changes nothing in the cloud, in the database or at WeChat: it builds the archive
into .local, and asks WeChat about a login code that does not exist.
  --offline   skip what asks the cloud, the database or WeChat

Settings come from the environment, else from .env.<stage>, as for npm run deploy. The exit code is
1 when a check failed.`

export const doctor = withUsage(USAGE, async (project, args) => {
  const options = readStageOptions(args, { offline: { type: 'boolean' } })
  const isOk = await examine(createSubject(project, options.stage), CHECKS, {
    isOffline: options.offline === true,
    show: (line) => console.log(line)
  })
  console.log(isOk ? '\nready to deploy' : '\nfix what failed before you deploy')
  return isOk ? 0 : 1
})
