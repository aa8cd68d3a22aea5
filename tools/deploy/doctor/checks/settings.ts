import { readDatabaseUrl } from '../../settings/database-url'
import { completeSettings } from '../../settings/settings'
import { type Check, ok } from '../check'

export const settings: Check = {
  name: 'settings',
  isQuick: true,
  run({ project, settings, stage }) {
    completeSettings(project, settings, stage)
    if (settings.DATABASE_URL) readDatabaseUrl(settings.DATABASE_URL)
    return settings.SECRETS_NAME
      ? ok('settings that are not here must be in the secret store', 'which is not checked')
      : ok('everything that serverless.yml needs is set')
  }
}
