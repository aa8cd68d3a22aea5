import path from 'node:path'
import { completeSettings } from '../../settings'
import { ok, type Check } from '../check'

export const settings: Check = {
  name: 'settings',
  run({ root, settings, stage }) {
    completeSettings(settings, stage, path.join(root, 'deploy', 'serverless.yml'))
    return settings.SECRETS_NAME
      ? ok('whatever is not here must be in the secret store', 'it is not asked')
      : ok('all that serverless.yml needs is set')
  }
}
