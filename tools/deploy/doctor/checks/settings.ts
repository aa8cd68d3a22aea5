import { describeUnknown, listExampleNames } from '../../../common/setting-names'
import { listEnvNames } from '../../../serverless-yml'
import { readDatabaseUrl } from '../../settings/database-url'
import { completeSettings } from '../../settings/settings'
import { type Check, ok, warn } from '../check'
import { type Subject } from '../subject'

/** What the commands read themselves, and what Terraform reads beside them */
const OF_COMMANDS = [
  ...['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_SESSION_TOKEN'],
  'TENCENTCLOUD_REGION'
]

export const settings: Check = {
  name: 'settings',
  isQuick: true,
  run({ project, settings, stage, service }) {
    completeSettings(project, settings, stage)
    if (settings.DATABASE_URL) readDatabaseUrl(settings.DATABASE_URL)
    const { TENCENTCLOUD_REGION: named } = settings
    const { region } = service.provider
    if (named && named !== region)
      return warn(
        `TENCENTCLOUD_REGION is ${named}`,
        `the functions go to ${region}, as deploy/serverless.yml says`,
        'change one of the two'
      )
    const unknown = listUnknown({ project, stage })
    if (unknown.length)
      return warn(unknown.join('; '), 'nothing reads it', 'correct the name, or remove the line')
    return settings.SECRETS_NAME
      ? ok('settings that are not here must be in the secret store', 'which is not checked')
      : ok('everything that serverless.yml needs is set')
  }
}

function listUnknown({ project, stage }: Pick<Subject, 'project' | 'stage'>): string[] {
  const { root, serverlessFile } = project
  const known = [...listExampleNames(root), ...listEnvNames(serverlessFile), ...OF_COMMANDS]
  return describeUnknown(root, `.env.${stage}`, known)
}
