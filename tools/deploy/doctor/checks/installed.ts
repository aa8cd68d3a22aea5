import { checkInstalled } from '../../settings/packages'
import { type Check, ok } from '../check'

export const installed: Check = {
  name: 'installed',
  run({ project }) {
    checkInstalled(project.deployDir)
    return ok('the Serverless Framework and its plugin are installed')
  }
}
