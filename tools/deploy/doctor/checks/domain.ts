import { isIP } from 'node:net'
import { readEnvironment } from '../../settings/settings'
import { type Check, fail, ok, warn } from '../check'

export const domain: Check = {
  name: 'domain',
  isQuick: true,
  async run({ project, stage }) {
    const { settings } = await readEnvironment(project, stage)
    const name = settings.domain
    if (!name)
      return warn(
        `${stage} has no domain in gateway-config/environments.yaml`,
        'a mini-program calls only domains that are listed in the WeChat console',
        'name one that has an ICP filing, then npm run cli -- domain'
      )
    const what = `${stage} has the domain ${name}`
    const advice = 'name a domain of your own, with an ICP filing'
    if (isIP(name) || name === 'localhost')
      return fail(what, 'WeChat does not accept addresses', advice)
    if (/(^|\.)weixin\.qq\.com$/.test(name))
      return fail(what, 'a mini-program may not call servers of WeChat', advice)
    if (/(^|\.)example\.(com|org|net)$/.test(name)) return fail(what, 'it is a placeholder', advice)
    return ok(what)
  }
}
