import { withUsage } from '../../common/command'
import { interruptible } from '../../common/signals'
import { createCos } from '../cloud/cos'
import { readCredentials } from '../cloud/credentials'
import { confirm } from '../removal/confirm'
import { openObjectStore, readOnlyStore } from '../removal/object-store'
import { AGAIN, runRemoval } from '../removal/run-removal'
import { announce, openStage } from '../settings/open-stage'
import { readStageOptions } from '../settings/options'
import { checkInstalled } from '../settings/packages'
import { readEnvironment, readSettings } from '../settings/settings'

const USAGE = `npm run cli -- remove --stage test|prepub|release [--yes] [--dry-run]

Shows what a stage has in the cloud and, once you type its name, removes it: functions, domain,
uploaded archives. Only what has this service's and stage's tags. The database stays, and so do
buckets with what was uploaded by users.
  --yes       do not ask
  --dry-run   only show it`

export const remove = withUsage(USAGE, async (project, args) => {
  const options = readStageOptions(args, { yes: { type: 'boolean' } })
  const { stage: name, dryRun, yes = false } = options
  const { deployDir } = project
  checkInstalled(deployDir)
  const stage = openStage(project, options)
  const log = (line: string) => console.log(line)
  announce(stage, log)
  const { region } = stage
  const { AppId: appId } = await stage.cloud<{ AppId: number }>('cam', 'GetUserAppId')
  const key = readCredentials(readSettings(project, name))
  const store = openObjectStore(createCos(key, { deployDir, region }), { region, appId })
  const { domain } = (await readEnvironment(project, name)).settings
  await interruptible(
    (signal) =>
      runRemoval(stage, dryRun ? readOnlyStore(store) : store, {
        dryRun,
        ...(domain && { domain }),
        confirm: async () => (yes ? undefined : confirm('\nThis cannot be undone.', name, signal)),
        log,
        signal
      }),
    `interrupted: ${AGAIN}`
  )
  return 0
})
