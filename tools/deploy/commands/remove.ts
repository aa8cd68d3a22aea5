/** npm run remove -- --stage test: takes a stage out of the cloud. */
import { readCredentials } from '../cloud/credentials'
import { demandInstalled } from '../demand-installed'
import { confirm } from '../domain/confirm'
import { openStage } from '../release/open-stage'
import { createObjectStore, readOnlyStore } from '../removal/object-store'
import { runRemoval } from '../removal/run-removal'
import { runCommand } from '../../common/run-command'
import { readSettings } from '../settings'
import { readStageOptions } from '../stage'

const USAGE = `npm run remove -- --stage test|prepub|release [--yes] [--dry-run]

Shows what a stage has in the cloud and, once its name is typed, removes it: functions, domain,
uploaded archives. Only what carries this service's and stage's tags. The database stays.
  --yes       remove without being asked
  --dry-run   only show it`

/** Gives the exit code. Throws an Error that says what to do. */
export async function remove(args: string[], env = process.env): Promise<number> {
  const options = readStageOptions<{ yes: boolean }>(args, USAGE, { yes: { type: 'boolean' } })
  if (!options) return 0
  const { stage: name, dryRun, yes = false } = options
  demandInstalled()
  const stage = openStage(options, env)
  const { AppId } = await stage.cloud<{ AppId: number }>('cam', 'GetUserAppId')
  const store = createObjectStore(readCredentials(readSettings(name, env)), stage.region, AppId)
  await runRemoval(stage, dryRun ? readOnlyStore(store) : store, {
    dryRun,
    ask: async () => (yes ? undefined : confirm(`\nThis cannot be undone.`, name)),
    log: (line) => console.log(line)
  })
  return 0
}

if (require.main === module) runCommand(remove)
