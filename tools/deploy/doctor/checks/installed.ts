import path from 'node:path'
import { demandInstalled } from '../../demand-installed'
import { ok, type Check } from '../check'

export const installed: Check = {
  name: 'installed',
  run({ root }) {
    demandInstalled(path.join(root, 'deploy'))
    return ok('the Serverless Framework and its plugin are there')
  }
}
