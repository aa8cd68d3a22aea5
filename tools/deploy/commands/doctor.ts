/** npm run doctor -- --stage release: whether a deployment would work, before anything is written. */
import { CHECKS, createSubject, examine } from '../doctor'
import { runCommand } from '../../common/run-command'
import { readStageOptions } from '../stage'

const USAGE = `npm run doctor -- --stage test|prepub|release [--offline]

Looks at a stage's settings, its database, the account and WeChat, and says in a line each what is
fine, what may be wrong (warn), and what would break (FAIL), and what to do about it. All checks are
made, whatever is found. Changes nothing, in the cloud, in the database, or at WeChat: it builds
the archive into .local, and asks WeChat about a login code that does not exist.
  --offline   leave out what asks the cloud, the database or WeChat

Settings come from the environment, else from .env.<stage>, as with npm run deploy. Exit code 1 when
anything failed.`

/** Gives the exit code. Throws an Error that says what to do. */
export async function doctor(args: string[], env = process.env): Promise<number> {
  const extra = { offline: { type: 'boolean' } } as const
  const options = readStageOptions<{ offline: boolean }>(args, USAGE, extra)
  if (!options) return 0
  const subject = createSubject(options.stage, env)
  const show = (line: string) => console.log(line)
  const isFine = await examine(subject, CHECKS, { isOffline: options.offline === true, show })
  console.log(isFine ? '\nnothing stands in the way' : '\nmend what failed before you deploy')
  return isFine ? 0 : 1
}

if (require.main === module) runCommand(doctor)
