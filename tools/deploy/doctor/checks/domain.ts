import { isIP } from 'node:net'
import path from 'node:path'
import { readCloudEnvironment } from '../../../contract/read/cloud-environment'
import { fail, ok, warn, type Check } from '../check'

export const domain: Check = {
  name: 'domain',
  first: true,
  run({ root, stage }) {
    const { settings } = readCloudEnvironment(path.join(root, 'gateway-config'), stage)
    const name = settings.domain
    if (!name)
      return warn(
        `${stage} has no domain in gateway-config/environments.yaml`,
        'a mini-program calls only domains of its list',
        'name one that has an ICP filing, then npm run domain'
      )
    const what = `${stage} has the domain ${name}`
    const advice = 'name one of your own, with an ICP filing'
    if (isIP(name) || name === 'localhost') return fail(what, 'WeChat takes no addresses', advice)
    if (/(^|\.)weixin\.qq\.com$/.test(name))
      return fail(what, 'a mini-program may not call servers of WeChat', advice)
    if (/(^|\.)example\.(com|org|net)$/.test(name)) return fail(what, 'it is a placeholder', advice)
    return ok(what)
  }
}
