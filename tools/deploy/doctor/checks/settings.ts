import path from 'node:path'
import { readDatabaseUrl } from '../../database-url'
import { completeSettings } from '../../settings'
import { ok, type Check } from '../check'

export const settings: Check = {
  name: 'settings',
  first: true,
  run({ root, settings, stage }) {
    completeSettings(settings, stage, path.join(root, 'deploy', 'serverless.yml'))
    if (settings.DATABASE_URL) readDatabaseUrl(settings.DATABASE_URL)
    return settings.SECRETS_NAME
      ? ok('whatever is not here must be in the secret store', 'it is not asked')
      : ok('all that serverless.yml needs is set')
  }
}
